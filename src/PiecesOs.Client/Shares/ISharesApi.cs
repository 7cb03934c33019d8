using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations of the Pieces Shares API, each under its own name. An operation that returns a response returns a list.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface ISharesApi
{
    /// <summary>Creates a share of one asset or of several.</summary>
    [Post("/shares/create")]
    Task<HttpResponseMessage> SharesCreateNewShareResponseAsync([Body] JsonBody share, bool? transferables, CancellationToken cancellationToken);

    /// <summary>Deletes a share.</summary>
    [Post("/shares/{share}/delete"), Headers(OperationHeaders.AcceptText)]
    Task<ResourceId> SharesDeleteShareAsync(string share, CancellationToken cancellationToken = default);

    /// <summary>Returns all shares.</summary>
    [Get("/shares")]
    Task<HttpResponseMessage> SharesSnapshotResponseAsync(
        bool? transferables, [Property] ResponseDeadline? deadline, CancellationToken cancellationToken);

    /// <summary>Returns one share.</summary>
    [Get("/shares/{share}")]
    Task<Share> SharesSpecificShareSnapshotAsync(string share, bool? transferables = null, CancellationToken cancellationToken = default);
}
