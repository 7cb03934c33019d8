using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>The operations on a single asset that the API documents do not have and the vendor's own clients use.</summary>
public sealed class AssetApi
{
    private readonly RestClient _rest;

    internal AssetApi(RestClient rest) => _rest = rest;

    /// <summary><c>asset_update</c>, POST /asset/update: saves a whole asset with its changes.</summary>
    public Task<Asset> AssetUpdateAsync(Asset asset, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        if (asset is null)
            throw new ArgumentNullException(nameof(asset));
        var path = new PathBuilder("asset/update").Query("transferables", transferables);
        var request = RestRequest.Change("asset_update", path.ToString(), JsonBody.From(asset.WriteTo));
        return _rest.GetResourceAsync(request, asset.Id, static json => new Asset(json), cancellationToken);
    }
}
