using System.Globalization;
using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// The lists of the Pieces Assets API, each under its operation's name, and calls whose bodies are made from objects. A list is
/// requested each time it is enumerated, and its elements are returned while they arrive.
/// </summary>
public static class AssetsApiExtensions
{
    /// <summary><c>assets_get_recommended_assets</c>: assets that fit what the user just did.</summary>
    /// <exception cref="PlatformNotSupportedException">On .NET Framework, which cannot send a GET with a body.</exception>
    public static IAsyncEnumerable<Asset> AssetsGetRecommendedAssetsAsync(
        this IAssetsApi api, IReadOnlyList<AssetInteraction> interactions, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteIterable("assets", interactions.Select(static interaction => interaction.Asset));
            WriteInteractions(writer, interactions);
            writer.WriteEndObject();
        });
        return PiecesLists.ReadAsync(token => api.AssetsGetRecommendedAssetsResponseAsync(body, token), static json => new Asset(json), cancellationToken);
    }

    /// <summary><c>assets_get_related_assets</c>: assets like the given ones.</summary>
    /// <exception cref="PlatformNotSupportedException">On .NET Framework, which cannot send a GET with a body.</exception>
    public static IAsyncEnumerable<Asset> AssetsGetRelatedAssetsAsync(
        this IAssetsApi api, IReadOnlyList<Asset> assets, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteIterableMember(assets);
            writer.WriteEndObject();
        });
        return PiecesLists.ReadAsync(token => api.AssetsGetRelatedAssetsResponseAsync(body, token), static json => new Asset(json), cancellationToken);
    }

    /// <summary><c>assets_identifiers_snapshot</c>: the IDs of all assets.</summary>
    public static IAsyncEnumerable<AssetIdentifier> AssetsIdentifiersSnapshotAsync(
        this IAssetsApi api, bool? pseudo = null, CancellationToken cancellationToken = default) =>
        PiecesLists.ReadAsync(token => api.AssetsIdentifiersSnapshotResponseAsync(pseudo, token), static json => new AssetIdentifier(json), cancellationToken);

    /// <summary><c>assets_pseudo_snapshot</c>: the IDs of the assets that the user did not save.</summary>
    public static IAsyncEnumerable<AssetIdentifier> AssetsPseudoSnapshotAsync(this IAssetsApi api, CancellationToken cancellationToken = default) =>
        PiecesLists.ReadAsync(
            api.AssetsPseudoSnapshotResponseAsync, static json => new AssetIdentifier(json), cancellationToken, listPath: ["identifiers", "iterable"]);

    /// <summary>
    /// <c>assets_search_assets</c>: a fuzzy search by <paramref name="query"/>, a search by tags, or both. Without both the server
    /// returns 500.
    /// </summary>
    public static IAsyncEnumerable<SearchedAsset> AssetsSearchAssetsAsync(
        this IAssetsApi api, string? query = null, IReadOnlyCollection<string>? searchableTags = null, bool? transferables = null,
        bool? pseudo = null, ResponseDeadline? deadline = null, CancellationToken cancellationToken = default)
    {
        var tags = searchableTags is null ? null : string.Join(",", searchableTags);
        return PiecesLists.ReadAsync(
            token => api.AssetsSearchAssetsResponseAsync(query, tags, transferables, pseudo, deadline, token),
            static json => new SearchedAsset(json),
            cancellationToken);
    }

    /// <summary><c>assets_search_with_filters</c>: a fuzzy search among the assets that match filters.</summary>
    public static IAsyncEnumerable<SearchedAsset> AssetsSearchWithFiltersAsync(
        this IAssetsApi api, AssetsSearchWithFiltersInput input, bool? transferables = null, bool? pseudo = null, ResponseDeadline? deadline = null,
        CancellationToken cancellationToken = default) =>
        PiecesLists.ReadAsync(
            token => api.AssetsSearchWithFiltersResponseAsync(input, transferables, pseudo, deadline, token),
            static json => new SearchedAsset(json),
            cancellationToken,
            listPath: ["results", "iterable"]);

    /// <summary>
    /// <c>assets_snapshot</c>: all assets. A real Pieces OS works about 47 ms on each asset before it sends the first byte, so a large
    /// library needs a <paramref name="deadline"/> of its own.
    /// </summary>
    /// <param name="api">The API.</param>
    /// <param name="transferables">Whether to send the content.</param>
    /// <param name="suggested">Only suggested assets.</param>
    /// <param name="pseudo">Also pseudo assets.</param>
    /// <param name="removed">
    /// Receives the IDs that the list says are removed. Assets whose removal comes before them are left out. Where removals come after
    /// the assets, the caller checks what it has received once the list has ended.
    /// </param>
    /// <param name="deadline">How long to wait for the response.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static IAsyncEnumerable<Asset> AssetsSnapshotAsync(
        this IAssetsApi api, bool? transferables = null, bool? suggested = null, bool? pseudo = null, RemovedIds? removed = null,
        ResponseDeadline? deadline = null, CancellationToken cancellationToken = default) =>
        PiecesLists.ReadAsync(
            token => api.AssetsSnapshotResponseAsync(transferables, suggested, pseudo, deadline, token), static json => new Asset(json), cancellationToken, removed);

    /// <summary><c>assets_specific_asset_formats_snapshot</c>: all formats of an asset's content.</summary>
    public static IAsyncEnumerable<AssetFormat> AssetsSpecificAssetFormatsSnapshotAsync(
        this IAssetsApi api, string asset, bool? transferables = null, CancellationToken cancellationToken = default) =>
        PiecesLists.ReadAsync(
            token => api.AssetsSpecificAssetFormatsSnapshotResponseAsync(asset, transferables, token), static json => new AssetFormat(json), cancellationToken);

    /// <summary><c>asset_update</c>: saves a whole asset with its changes.</summary>
    public static Task<Asset> AssetUpdateAsync(this IAssetApi api, Asset asset, bool? transferables = null, CancellationToken cancellationToken = default) =>
        api.AssetUpdateAsync(asset.ToBody(), transferables, cancellationToken);

    /// <summary><c>asset_reclassify</c>: sets the language or file type of an asset's content.</summary>
    /// <param name="api">The API.</param>
    /// <param name="asset">The whole asset.</param>
    /// <param name="language">The language or file type, such as <c>ps1</c>.</param>
    /// <param name="transferables">Whether the response contains content.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static Task<Asset> AssetReclassifyAsync(
        this IAssetApi api, Asset asset, string language, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        if (asset is null)
            throw new ArgumentNullException(nameof(asset));
        var body = JsonBody.From(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("ext", language);
                writer.WritePropertyName("asset");
                asset.WriteTo(writer);
                writer.WriteEndObject();
            },
            asset.Id);
        return api.AssetReclassifyAsync(body, transferables, cancellationToken);
    }

    /// <summary>
    /// <c>assets_batch_fetch</c>: the assets with these IDs, while they arrive and in any order. An asset that was not requested, or that
    /// comes twice, is a <see cref="RestCore.MalformedResponseException"/>, and so is a response without the list, such as an empty one.
    /// </summary>
    /// <param name="api">The API.</param>
    /// <param name="ids">The IDs, each once.</param>
    /// <param name="transferables">Whether to send the content. Without it, servers leave it out.</param>
    /// <param name="notFound">
    /// Receives the IDs for which the server has no asset, or could not read it; complete when the list has ended. An ID that is neither
    /// there nor among the assets was not accounted for.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static IAsyncEnumerable<Asset> AssetsBatchFetchAsync(
        this IAssetApi api, IReadOnlyList<string> ids, bool? transferables = null, NotFoundIds? notFound = null, CancellationToken cancellationToken = default) =>
        PiecesBatches.ReadAsync(
            "assets", ids, (body, token) => api.AssetsBatchFetchResponseAsync(body, transferables, token), static json => new Asset(json), notFound, cancellationToken);

    /// <summary>The formats of an asset as one JSON object. It may lack the list.</summary>
    internal static async Task<JsonValue> ReadFormatsAsync(this IAssetsApi api, string asset, CancellationToken cancellationToken)
    {
        using var response = await api.AssetsSpecificAssetFormatsSnapshotResponseAsync(asset, transferables: true, cancellationToken).ConfigureAwait(false);
        return await PiecesResponses.ReadObjectAsync(ResponseContent.Of(response), static _ => true, "an object", cancellationToken).ConfigureAwait(false);
    }

    private static void WriteInteractions(Utf8JsonWriter writer, IEnumerable<AssetInteraction> interactions)
    {
        writer.WriteStartObject("interactions");
        writer.WriteStartArray("iterable");
        foreach (var interaction in interactions)
        {
            writer.WriteStartObject();
            writer.WriteString("asset", interaction.Asset.Id);
            writer.WriteStartObject("interactions");
            writer.WriteString("viewed", FormatDuration(interaction.Viewed));
            writer.WriteBoolean("touched", interaction.Touched);
            writer.WriteBoolean("scrolled", interaction.Scrolled);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The form that the API description asks for: <c>P[YYYY]-[MM]-[DD]T[hh]:[mm]:[ss]</c>, in whole seconds; a month has 30 days and a year 12 months.</summary>
    private static string FormatDuration(TimeSpan time) => time < TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(time), "A duration cannot be negative.")
        : string.Format(
            CultureInfo.InvariantCulture,
            "P{0:0000}-{1:00}-{2:00}T{3:00}:{4:00}:{5:00}",
            time.Days / 360,
            time.Days % 360 / 30,
            time.Days % 30,
            time.Hours,
            time.Minutes,
            time.Seconds);
}
