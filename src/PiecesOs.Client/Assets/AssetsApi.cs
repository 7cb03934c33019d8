using System.Globalization;
using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// The operations of the Pieces Assets API, each under its own name. Every method may throw a
/// <see cref="RestCore.RestException"/>. <c>transferables</c> is whether content comes along; the server's default is yes.
/// </summary>
public sealed partial class AssetsApi
{
    private static readonly string[] s_iterable = ["iterable"];
    private static readonly string[] s_resultsIterable = ["results", "iterable"];
    private static readonly string[] s_identifiersIterable = ["identifiers", "iterable"];

    private readonly RestClient _rest;

    internal AssetsApi(RestClient rest) => _rest = rest;

    /// <summary><c>assets_create_new_asset</c>, POST /assets/create: saves a seed as a new asset.</summary>
    public Task<Asset> AssetsCreateNewAssetAsync(JsonBody seed, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets/create").Query("transferables", transferables);
        var request = RestRequest.Change("assets_create_new_asset", path.ToString(), seed);
        return _rest.GetResourceAsync(request, id: null, static json => new Asset(json), cancellationToken);
    }

    /// <summary><c>assets_delete_asset</c>, POST /assets/{asset}/delete: deletes an asset; returns its id.</summary>
    public Task<string> AssetsDeleteAssetAsync(string asset, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets").Segment(asset).Path("delete");
        return _rest.DeleteAsync(RestRequest.Change("assets_delete_asset", path.ToString()), asset, cancellationToken);
    }

    /// <summary><c>assets_draft</c>, POST /assets/draft: what Pieces OS would make of a seed; nothing is saved.</summary>
    public async Task<Seed> AssetsDraftAsync(JsonBody seed, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets/draft").Query("transferables", transferables);
        var request = RestRequest.Post("assets_draft", path.ToString(), seed);
        return new Seed(await _rest.GetObjectAsync(
            request, static json => json.Member("type").ValueKind == JsonValueKind.String, "a seed with a type", cancellationToken).ConfigureAwait(false));
    }

    /// <summary><c>assets_get_recommended_assets</c>, GET /assets/recommended with a body: what fits to what the user just did.</summary>
    /// <exception cref="System.PlatformNotSupportedException">On .NET Framework, which cannot send a GET with a body.</exception>
    public IAsyncEnumerable<Asset> AssetsGetRecommendedAssetsAsync(
        IReadOnlyList<AssetInteraction> interactions, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteIterable("assets", interactions.Select(static interaction => interaction.Asset));
            WriteInteractions(writer, interactions);
            writer.WriteEndObject();
        });
        return List(GetWithBody("assets_get_recommended_assets", "assets/recommended", body), removed: null, cancellationToken);
    }

    /// <summary><c>assets_get_related_assets</c>, GET /assets/related with a body: assets like the given ones.</summary>
    /// <exception cref="System.PlatformNotSupportedException">On .NET Framework, which cannot send a GET with a body.</exception>
    public IAsyncEnumerable<Asset> AssetsGetRelatedAssetsAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken = default)
    {
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteIterableMember(assets);
            writer.WriteEndObject();
        });
        return List(GetWithBody("assets_get_related_assets", "assets/related", body), removed: null, cancellationToken);
    }

    /// <summary><c>assets_identifiers_snapshot</c>, GET /assets/identifiers: the ids of all assets.</summary>
    public IAsyncEnumerable<AssetIdentifier> AssetsIdentifiersSnapshotAsync(bool? pseudo = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets/identifiers").Query("pseudo", pseudo);
        return _rest.GetPresentAsync(
            RestRequest.Get("assets_identifiers_snapshot", path.ToString()),
            s_iterable,
            static json => new AssetIdentifier(json),
            static identifier => identifier.Id,
            removed: null,
            cancellationToken);
    }

    /// <summary><c>assets_pseudo_snapshot</c>, GET /assets/pseudo: the ids of the assets that the user did not save.</summary>
    public IAsyncEnumerable<AssetIdentifier> AssetsPseudoSnapshotAsync(CancellationToken cancellationToken = default) =>
        _rest.GetPresentAsync(
            RestRequest.Get("assets_pseudo_snapshot", "assets/pseudo"),
            s_identifiersIterable,
            static json => new AssetIdentifier(json),
            static identifier => identifier.Id,
            removed: null,
            cancellationToken);

    /// <summary>
    /// <c>assets_search_assets</c>, GET /assets/search: a fuzzy search by <paramref name="query"/>, a search by tags, or both.
    /// With neither the server answers 500.
    /// </summary>
    public IAsyncEnumerable<SearchedAsset> AssetsSearchAssetsAsync(
        string? query = null,
        IReadOnlyCollection<string>? searchableTags = null,
        bool? transferables = null,
        bool? pseudo = null,
        AnswerDeadline? deadline = null,
        CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets/search")
            .Query("query", query)
            .Query("searchable_tags", searchableTags is null ? null : string.Join(",", searchableTags))
            .Query("transferables", transferables)
            .Query("pseudo", pseudo);
        return Search(new RestRequest("assets_search_assets", HttpMethod.Get, path.ToString()) { Deadline = deadline }, s_iterable, cancellationToken);
    }

    /// <summary><c>assets_search_with_filters</c>, POST /assets/search: a fuzzy search among what fits the filters.</summary>
    public IAsyncEnumerable<SearchedAsset> AssetsSearchWithFiltersAsync(
        AssetsSearchWithFiltersInput input,
        bool? transferables = null,
        bool? pseudo = null,
        AnswerDeadline? deadline = null,
        CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets/search").Query("transferables", transferables).Query("pseudo", pseudo);
        var request = new RestRequest("assets_search_with_filters", HttpMethod.Post, path.ToString()) { Body = input, Deadline = deadline };
        return Search(request, s_resultsIterable, cancellationToken);
    }

    /// <summary>
    /// <c>assets_snapshot</c>, GET /assets: all assets, returned while they arrive. A real Pieces OS works about 47 ms on each
    /// asset before it sends the first byte, so a large library needs a <paramref name="deadline"/> of its own.
    /// </summary>
    /// <param name="transferables">Whether to send the content.</param>
    /// <param name="suggested">Only suggested assets.</param>
    /// <param name="pseudo">Also pseudo assets.</param>
    /// <param name="removed">
    /// Receives the ids that the list says are removed. Those that come before the assets are left out here. Where they come after
    /// the assets, the caller checks what it has received once the list has ended.
    /// </param>
    /// <param name="deadline">How long to wait for the answer.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public IAsyncEnumerable<Asset> AssetsSnapshotAsync(
        bool? transferables = null,
        bool? suggested = null,
        bool? pseudo = null,
        RemovedIds? removed = null,
        AnswerDeadline? deadline = null,
        CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets").Query("transferables", transferables).Query("suggested", suggested).Query("pseudo", pseudo);
        return List(new RestRequest("assets_snapshot", HttpMethod.Get, path.ToString()) { Deadline = deadline }, removed, cancellationToken);
    }

    /// <summary><c>assets_specific_asset_formats_snapshot</c>, GET /assets/{asset}/formats: all forms of an asset's content.</summary>
    public IAsyncEnumerable<AssetFormat> AssetsSpecificAssetFormatsSnapshotAsync(
        string asset, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets").Segment(asset).Path("formats").Query("transferables", transferables);
        return _rest.GetPresentAsync(
            RestRequest.Get("assets_specific_asset_formats_snapshot", path.ToString()),
            s_iterable,
            static json => new AssetFormat(json),
            static format => format.Id,
            removed: null,
            cancellationToken);
    }

    /// <summary>The same operation with its answer as a whole.</summary>
    internal Task<JsonValue> ReadFormatsAsync(string asset, CancellationToken cancellationToken)
    {
        var path = new PathBuilder("assets").Segment(asset).Path("formats").Query("transferables", value: true);
        return _rest.GetObjectAsync(
            RestRequest.Get("assets_specific_asset_formats_snapshot", path.ToString()),
            static _ => true, // Without a list the format is requested by itself.
            "an object",
            cancellationToken);
    }

    /// <summary><c>assets_specific_asset_snapshot</c>, GET /assets/{asset}: one asset; 410 when it was deleted.</summary>
    public Task<Asset> AssetsSpecificAssetSnapshotAsync(string asset, bool? transferables = null, CancellationToken cancellationToken = default)
    {
        var path = new PathBuilder("assets").Segment(asset).Query("transferables", transferables);
        var request = RestRequest.Get("assets_specific_asset_snapshot", path.ToString());
        return _rest.GetResourceAsync(request, asset, static json => new Asset(json), cancellationToken);
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
            writer.WriteString("viewed", DurationOf(interaction.Viewed));
            writer.WriteBoolean("touched", interaction.Touched);
            writer.WriteBoolean("scrolled", interaction.Scrolled);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The form that the API description asks for: <c>P[YYYY]-[MM]-[DD]T[hh]:[mm]:[ss]</c>, in whole seconds; a month has 30 days and a year 12 months.</summary>
    private static string DurationOf(TimeSpan time) => time < TimeSpan.Zero
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

    private static RestRequest GetWithBody(string operation, string path, JsonBody body)
    {
#if NETFRAMEWORK
        throw new System.PlatformNotSupportedException(
            $"{operation} is a GET with a body, which .NET Framework cannot send. Run it in PowerShell 7.");
#else
        return new RestRequest(operation, HttpMethod.Get, path) { Body = body };
#endif
    }

    private IAsyncEnumerable<SearchedAsset> Search(RestRequest request, IReadOnlyList<string> listPath, CancellationToken cancellationToken) =>
        _rest.GetListAsync(request, listPath, _rest.EachObject(request, static json => new SearchedAsset(json)), cancellationToken);

    private IAsyncEnumerable<Asset> List(RestRequest request, RemovedIds? removed, CancellationToken cancellationToken) =>
        _rest.GetPresentAsync(request, s_iterable, static json => new Asset(json), static asset => asset.Id, removed, cancellationToken);
}
