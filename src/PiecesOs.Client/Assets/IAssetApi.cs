using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations on assets that the API documents do not have and the vendor's own clients use.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IAssetApi
{
    /// <summary>Saves a whole asset with its changes; see <see cref="PiecesResource.ToBody"/>.</summary>
    [Post("/asset/update"), Headers(OperationHeaders.NamesResource)]
    Task<Asset> AssetUpdateAsync([Body] JsonBody asset, bool? transferables = null, CancellationToken cancellationToken = default);

    /// <summary>Sets the language or file type of an asset's content.</summary>
    [Post("/asset/reclassify"), Headers(OperationHeaders.NamesResource)]
    Task<Asset> AssetReclassifyAsync([Body] JsonBody reclassification, bool? transferables = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the assets with the given IDs. Servers that do not have the operation return 404 "Route not found".</summary>
    [Post("/assets/batch/fetch"), Headers(OperationHeaders.Safe)]
    Task<HttpResponseMessage> AssetsBatchFetchResponseAsync([Body] JsonBody assets, bool? transferables, CancellationToken cancellationToken);
}
