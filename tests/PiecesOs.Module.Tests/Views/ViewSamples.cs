using System.Diagnostics;
using System.Text.Json;
using CloudflareSharing.Client;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;

namespace PiecesOs.Module.Tests.Views;

/// <summary>
/// An object of each type that cmdlets emit, with every member that a view shows. All free texts contain control characters.
/// </summary>
internal static class ViewSamples
{
    /// <summary>The start of a free text, and characters that would change what a terminal shows.</summary>
    public const string Evil = "a name\u001b[31m\u0007\r\nnext\u202E";

    /// <summary>A link as long as those of the real service.</summary>
    public const string Link = "https://0f9c3b52-7a3f-4d11-9d4e-2f0f5f3f7a10.pieces.cloud/?p=0123456789";

    /// <summary>An ID of Cloudflare.</summary>
    private const string Cloudflare = "0123456789abcdef0123456789abcdef";

    private static readonly string s_evil = JsonSerializer.Serialize(Evil);

    private static readonly string s_asset = Sample.Asset(1, Evil, "first line\nsecond retry line\u001b[2J\n", $$"""
        , "created": {"value": "2024-01-02T03:04:05.678901Z"}, "updated": {"value": "2024-02-03T04:05:06Z"}, "favorited": true
        , "tags": {"iterable": [{"id": "t1", "text": "docker"}, {"id": "t2", "text": {{s_evil}} }]}
        , "annotations": {"iterable": [{"id": "n1", "text": {{s_evil}}, "type": "DESCRIPTION"}]}
        , "websites": {"iterable": [{"id": "w1", "url": "https://example.org/", "name": {{s_evil}} }]}
        , "shares": {"iterable": [{{ShareJson("\"asset\": \"" + Sample.Id(1) + "\"")}}]}
        , "score": {"manual": 1, "automatic": 2}
        """);

    private static readonly string s_resource = $$"""
        {"id": "{{Cloudflare}}", "resource_id": "{{Cloudflare}}", "resource_type": {{s_evil}}, "resource_account_id": "{{Cloudflare}}", "resource_version": 3,
         "status": "active", "meta": {"z": {{s_evil}}, "a": [1, 2.5, true, null]}, "created": "2024-01-02T03:04:05Z", "modified": "2024-01-02T03:04:05Z"}
        """;

    private static readonly string s_recipientResource = $$"""{"resource_id": "{{Cloudflare}}", "resource_version": 3, "error": {{s_evil}}, "terminal": true}""";

    private static readonly Dictionary<string, (Func<object> Create, string Key)> s_all = new(StringComparer.Ordinal)
    {
        [typeof(Asset).FullName!] = (static () => new Asset(Json(s_asset)), Sample.Id(1)),
        [typeof(Share).FullName!] = (static () => new Share(Json(ShareJson($"\"asset\": {s_asset}"))), Link),
        [typeof(SearchedAsset).FullName!] = (CreateSearchResult, Sample.Id(1)),
        [typeof(AssetFormat).FullName!] = (static () => new AssetFormat(Json($$"""
            {"id": "{{Sample.Id(2)}}", "asset": "{{Sample.Id(1)}}", "role": "ORIGINAL", "bytes": {"value": 12}, "created": {"value": "2024-01-02T03:04:05Z"},
             "classification": {"generic": "CODE", "specific": "ps1"}, "fragment": {"string": {"raw": "Get-Date\u001b[2J"} }, "application": {"id": "a1", "name": {{s_evil}} } }
            """)), Sample.Id(2)),
        [typeof(AssetIdentifier).FullName!] = (static () => new AssetIdentifier(Json($$"""{"id": "{{Sample.Id(1)}}", "reference": {{s_asset}} }""")), Sample.Id(1)),
        [typeof(Seed).FullName!] = (static () => new Seed(Json($$"""
            {"type": "SEEDED_ASSET", "asset": {"metadata": {"name": {{s_evil}}, "tags": [{"text": {{s_evil}} }], "annotations": [{"text": {{s_evil}} }]},
             "format": {"fragment": {"string": {"raw": {{s_evil}} }, "metadata": {"ext": "ps1"} } } } }
            """)), "a name"),
        [typeof(WorkstreamSuggestion).FullName!] = (static () => new WorkstreamSuggestion(Json($$"""
            {"asset": {"id": "{{Sample.Id(1)}}", "reference": {{s_asset}} }, "assets": {"iterable": [{"id": "{{Sample.Id(2)}}"}, {"id": "{{Sample.Id(3)}}"}]}, "tag": {"id": "t1"} }
            """)), Sample.Id(1)),
        [typeof(PiecesOsConnection).FullName!] = (static () => new PiecesOsConnection(new Uri("http://127.0.0.1:39300/")), "http://127.0.0.1:39300/"),
        [typeof(PiecesOsStatus).FullName!] = (static () => new PiecesOsStatus
        {
            Uri = new Uri("http://127.0.0.1:39300/"), IsHealthy = true, Version = "12.4.1", User = Evil, FailedLinkHosts = ["id", "vanity"], Problem = Evil,
        }, "http://127.0.0.1:39300/"),
        [typeof(PiecesServerInfo).FullName!] = (static () => new PiecesServerInfo(new Uri("http://127.0.0.1:39300/"), $"/data/{Evil}", 4242, "token")
        {
            Version = "1.2.3", Started = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero), LogPath = $"/log/{Evil}", Problem = Evil,
        }, "http://127.0.0.1:39300/"),
        [typeof(PiecesSandbox).FullName!] = (static () => new PiecesSandbox(Process.GetCurrentProcess(), new Uri("http://127.0.0.1:39300/"), "token", $"/data/{Evil}"), "http://127.0.0.1:39300/"),
        [typeof(PiecesAssetEvent).FullName!] = (static () => new PiecesAssetEvent
        {
            Change = AssetChange.Updated, AssetId = Sample.Id(1), Asset = new Asset(Json(s_asset)), Time = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero),
        }, Sample.Id(1)),
        [typeof(PiecesExport).FullName!] = (static () => new PiecesExport
        {
            Path = $"/backup/{Evil}", Report = $"/backup/{Evil}", AssetCount = 3, Size = 5000,
            Missing = [new PiecesExportProblem { Id = Sample.Id(1), Name = Evil, Reason = Evil }],
        }, "/backup/a name"),
        [typeof(PiecesConversion).FullName!] = (static () => new PiecesConversion { Path = $"/vault/{Evil}", LibraryPath = $"/backup/{Evil}", FileCount = 2 }, "/vault/a name"),
        [typeof(PiecesImportResult).FullName!] = (static () => new PiecesImportResult
        {
            Name = Evil, SourceId = Evil, SourcePath = Evil, Id = Sample.Id(1), Action = PiecesImportAction.Skipped, Reason = Evil, NotImported = ["tag 'x'", Evil], Link = Link, OriginalLink = Link,
        }, "Skipped"),
        [typeof(PiecesTag).FullName!] = (static () => new PiecesTag(Evil, 3, isManual: true), "a name"),
        [typeof(PiecesSecret).FullName!] = (static () => AssetSecrets.Find(
            new Asset(Json(Sample.Asset(1, Evil, "password = 'Zx9!mQ2#vLp7'"))), CancellationToken.None).First(), Sample.Id(1)),
        [typeof(CloudflareShare).FullName!] = (static () => new CloudflareShare(Json($$"""
            {"id": "{{Cloudflare}}", "name": {{s_evil}}, "account_id": "{{Cloudflare}}", "account_name": {{s_evil}}, "organization_id": "{{Cloudflare}}", "status": "deleted",
             "target_type": "account", "kind": "sent", "created": "2024-01-02T03:04:05Z", "modified": "2024-01-02T03:04:05Z", "associated_recipient_count": 2,
             "resources": [{{s_resource.Replace("\"z\"", "\"y\"", StringComparison.Ordinal)}}]}
            """)), Cloudflare),
        [typeof(CloudflareShareRecipient).FullName!] = (static () => new CloudflareShareRecipient(Json($$"""
            {"id": "{{Cloudflare}}", "account_id": "{{Cloudflare}}", "association_status": "disassociated", "created": "2024-01-02T03:04:05Z", "modified": "2024-01-02T03:04:05Z",
             "resources": [{{s_recipientResource}}]}
            """)), $"{Cloudflare} {Cloudflare}"),
        [typeof(CloudflareShareExcludedRecipient).FullName!] = (static () => new CloudflareShareExcludedRecipient(Json($$"""
            {"id": "{{Cloudflare}}", "account_id": "{{Cloudflare}}", "created": "2024-01-02T03:04:05Z", "modified": "2024-01-02T03:04:05Z"}
            """)), $"{Cloudflare} {Cloudflare}"),
        [typeof(CloudflareShareResource).FullName!] = (static () => new CloudflareShareResource(Json(s_resource)), Cloudflare),
        [typeof(CloudflareShareChange).FullName!] = (static () => new CloudflareShareChange(CloudflareShareAction.Create, CloudflareSharePart.Recipient, Evil, Cloudflare)
        {
            ShareId = Cloudflare, Detail = Evil,
        }, Cloudflare),
        [typeof(CloudflareSharingConnection).FullName!] = (
            static () => CloudflareSharingConnection.FromApiToken("a-token-that-is-not-shown", Cloudflare, new Uri("https://api.cloudflare.com/client/v4/")), Cloudflare),
    };

    /// <summary>Creates an object of a type. A new type that cmdlets emit needs an entry here.</summary>
    public static object Create(string type) => Find(type).Create();

    /// <summary>What a view shows as a whole in any width, because it is what a user needs to select the object.</summary>
    public static string KeyOf(string type) => Find(type).Key;

    private static (Func<object> Create, string Key) Find(string type) =>
        s_all.TryGetValue(type, out var sample) ? sample : throw new InvalidOperationException($"Add a sample of {type} to s_all in ViewSamples.cs.");

    private static SearchedAsset CreateSearchResult()
    {
        var found = new SearchedAsset(Json($$"""{"identifier": "{{Sample.Id(1)}}", "score": 0.5, "exact": true, "match": "CONTENT", "asset": {{s_asset}} }"""));
        found.SetQueries("retry");
        return found;
    }

    private static string ShareJson(string asset) => $$"""
        {"id": "{{Sample.Id(9)}}", "link": "{{Link}}", "short": "0123456789", "access": "PUBLIC", "name": {{JsonSerializer.Serialize(Evil)}}, {{asset}},
         "created": {"value": "2024-01-02T03:04:05Z"}, "accessors": {"iterable": [{"id": "x1", "os": {{JsonSerializer.Serialize(Evil)}}, "count": 2, "user": {"id": "u1", "name": {{JsonSerializer.Serialize(Evil)}} } }]} }
        """;

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
