using Refit;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>
/// The operations of the Pieces Assets API, each under its own name. Every method may throw a <see cref="RestCore.RestException"/>.
/// <c>transferables</c> is whether the response contains content; the default of the server is yes. An operation that returns a response returns a
/// list; <see cref="AssetsApiExtensions"/> reads it.
/// </summary>
[Headers(OperationHeaders.AcceptJson)]
public interface IAssetsApi
{
    /// <summary>Saves a seed as a new asset.</summary>
    [Post("/assets/create")]
    Task<Asset> AssetsCreateNewAssetAsync([Body] JsonBody seed, bool? transferables = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes an asset.</summary>
    [Post("/assets/{asset}/delete"), Headers(OperationHeaders.AcceptText)]
    Task<ResourceId> AssetsDeleteAssetAsync(string asset, CancellationToken cancellationToken = default);

    /// <summary>Returns what Pieces OS would make of a seed. Nothing is saved.</summary>
    [Post("/assets/draft"), Headers(OperationHeaders.Safe)]
    Task<Seed> AssetsDraftAsync([Body] JsonBody seed, bool? transferables = null, CancellationToken cancellationToken = default);

    /// <summary>Returns assets that fit what the user just did.</summary>
    /// <exception cref="PlatformNotSupportedException">On .NET Framework, which cannot send a GET with a body.</exception>
    [Get("/assets/recommended"), Headers(OperationHeaders.NamesResource)]
    Task<HttpResponseMessage> AssetsGetRecommendedAssetsResponseAsync([Body] JsonBody interactions, CancellationToken cancellationToken);

    /// <summary>Returns assets like the given ones.</summary>
    /// <exception cref="PlatformNotSupportedException">On .NET Framework, which cannot send a GET with a body.</exception>
    [Get("/assets/related"), Headers(OperationHeaders.NamesResource)]
    Task<HttpResponseMessage> AssetsGetRelatedAssetsResponseAsync([Body] JsonBody assets, CancellationToken cancellationToken);

    /// <summary>Returns the IDs of all assets.</summary>
    [Get("/assets/identifiers")]
    Task<HttpResponseMessage> AssetsIdentifiersSnapshotResponseAsync(bool? pseudo, CancellationToken cancellationToken);

    /// <summary>Returns the IDs of the assets that the user did not save.</summary>
    [Get("/assets/pseudo")]
    Task<HttpResponseMessage> AssetsPseudoSnapshotResponseAsync(CancellationToken cancellationToken);

    /// <summary>Searches by text, by tags, or both.</summary>
    [Get("/assets/search")]
    Task<HttpResponseMessage> AssetsSearchAssetsResponseAsync(
        string? query, [AliasAs("searchable_tags")] string? searchableTags, bool? transferables, bool? pseudo, [Property] ResponseDeadline? deadline,
        CancellationToken cancellationToken);

    /// <summary>Searches by text among the assets that match filters.</summary>
    [Post("/assets/search"), Headers(OperationHeaders.Safe)]
    Task<HttpResponseMessage> AssetsSearchWithFiltersResponseAsync(
        [Body] JsonBody input, bool? transferables, bool? pseudo, [Property] ResponseDeadline? deadline, CancellationToken cancellationToken);

    /// <summary>Returns all assets.</summary>
    [Get("/assets")]
    Task<HttpResponseMessage> AssetsSnapshotResponseAsync(
        bool? transferables, bool? suggested, bool? pseudo, [Property] ResponseDeadline? deadline, CancellationToken cancellationToken);

    /// <summary>Returns all formats of an asset's content.</summary>
    [Get("/assets/{asset}/formats")]
    Task<HttpResponseMessage> AssetsSpecificAssetFormatsSnapshotResponseAsync(string asset, bool? transferables, CancellationToken cancellationToken);

    /// <summary>Returns one asset. The status is 410 when it was deleted.</summary>
    [Get("/assets/{asset}")]
    Task<Asset> AssetsSpecificAssetSnapshotAsync(string asset, bool? transferables = null, CancellationToken cancellationToken = default);
}
