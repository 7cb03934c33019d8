using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operation on a single asset that the API documents do not have and the vendor's own clients use.</summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IAssetApi
{
    /// <summary>Saves a whole asset with its changes; see <see cref="PiecesResource.ToBody"/>.</summary>
    [Post("/asset/update"), Headers(OperationHeaders.NamesResource)]
    Task<Asset> AssetUpdateAsync([Body] JsonBody asset, bool? transferables = null, CancellationToken cancellationToken = default);
}
