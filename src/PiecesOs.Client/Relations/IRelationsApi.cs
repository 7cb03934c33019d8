using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>
/// The relations of assets in stores that keep them apart from the assets: which tags, websites and annotations an asset has, those
/// records, and all tags. No API document has these operations. Servers that do not have them return 404, which does not mean that there are none.
/// </summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IRelationsApi
{
    /// <summary>Returns a page of the associations between an asset and its tags.</summary>
    [Get("/tag_to_asset_associations/asset/{asset}")]
    Task<HttpResponseMessage> TagToAssetAssociationsResponseAsync(string asset, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Returns a page of the associations between an asset and its websites.</summary>
    [Get("/website_to_asset_associations/asset/{asset}")]
    Task<HttpResponseMessage> WebsiteToAssetAssociationsResponseAsync(string asset, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Returns a page of the associations between an asset and its annotations.</summary>
    [Get("/annotation_to_asset_associations/asset/{asset}")]
    Task<HttpResponseMessage> AnnotationToAssetAssociationsResponseAsync(string asset, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>Returns all tags, also those that no asset has.</summary>
    [Get("/tags")]
    Task<HttpResponseMessage> TagsSnapshotResponseAsync(CancellationToken cancellationToken);

    /// <summary>Returns the tags with the given IDs.</summary>
    [Post("/tags/batch/fetch"), Headers(OperationHeaders.Safe)]
    Task<HttpResponseMessage> TagsBatchFetchResponseAsync([Body] JsonBody tags, CancellationToken cancellationToken);

    /// <summary>Returns the websites with the given IDs.</summary>
    [Post("/websites/batch/fetch"), Headers(OperationHeaders.Safe)]
    Task<HttpResponseMessage> WebsitesBatchFetchResponseAsync([Body] JsonBody websites, CancellationToken cancellationToken);

    /// <summary>Returns the annotations with the given IDs.</summary>
    [Post("/annotations/batch/fetch"), Headers(OperationHeaders.Safe)]
    Task<HttpResponseMessage> AnnotationsBatchFetchResponseAsync([Body] JsonBody annotations, CancellationToken cancellationToken);
}
