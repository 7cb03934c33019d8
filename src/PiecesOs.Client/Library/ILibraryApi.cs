using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>
/// The operations with which a server stores the records of an export with their own IDs, times and codes. The local server of this
/// project has them. Pieces OS does not: it returns 404 "Route not found".
/// </summary>
[Headers(OperationHeaders.AcceptJson)]
public interface ILibraryApi
{
    /// <summary>Returns the version of the operations.</summary>
    [Get("/.library")]
    Task<HttpResponseMessage> LibrarySnapshotResponseAsync(CancellationToken cancellationToken);

    /// <summary>Stores an asset with the given ID.</summary>
    [Put("/.library/assets/{asset}")]
    Task<HttpResponseMessage> LibraryStoreAssetResponseAsync(string asset, [Body] JsonBody record, bool? replace, CancellationToken cancellationToken);

    /// <summary>Stores a share with the given ID.</summary>
    [Put("/.library/shares/{share}")]
    Task<HttpResponseMessage> LibraryStoreShareResponseAsync(string share, [Body] JsonBody record, bool? replace, CancellationToken cancellationToken);
}
