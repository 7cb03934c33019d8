using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations of the Pieces Share API, each under its own name.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IShareApi
{
    /// <summary>Counts one use of what the share shows.</summary>
    [Post("/share/{share}/scores/increment"), Headers(OperationHeaders.AcceptText)]
    Task<HttpResponseMessage> ShareScoresIncrementResponseAsync(string share, [Body] JsonBody increment, CancellationToken cancellationToken);

    /// <summary>Returns one share.</summary>
    [Get("/share/{share}")]
    Task<Share> ShareSnapshotAsync(string share, bool? transferables = null, CancellationToken cancellationToken = default);

    /// <summary>Saves a share with its changes; see <see cref="PiecesResource.ToBody"/>.</summary>
    [Post("/share/update"), Headers(OperationHeaders.NamesResource)]
    Task<Share> ShareUpdateAsync([Body] JsonBody share, bool? transferables = null, CancellationToken cancellationToken = default);
}
