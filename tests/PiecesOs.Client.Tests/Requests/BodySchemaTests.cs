using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Requests;

/// <summary>Every body with everything set, against the members of the API's schemas.</summary>
public class BodySchemaTests
{
    private static readonly Asset s_asset = new(Schemas.Sample("Asset", onlyRequired: true, withAdded: false));

    private static readonly SeedBody s_text = Seed(SeedContent.FromText("x"));

    private static readonly SeedBody s_bytes = Seed(SeedContent.FromBytes(() => new MemoryStream([1, 2]), 2, "f.bin"));

    private static readonly AssetFilter s_filter = new()
    {
        Language = "ps1",
        Tags = ["t"],
        Websites = ["w"],
        Persons = ["p"],
        Phrase = "x",
        CreatedAfter = DateTimeOffset.UnixEpoch,
        CreatedBefore = DateTimeOffset.UnixEpoch,
        UpdatedAfter = DateTimeOffset.UnixEpoch,
        UpdatedBefore = DateTimeOffset.UnixEpoch,
        AnyOf = [new AssetFilter { Language = "sh" }],
    };

    [Fact]
    public async Task Connect() => await ShouldFitAsync("SeededConnectorConnection", pieces => pieces.System.ConnectAsync("1.0"));

    [Fact]
    public async Task Assets_create_and_draft()
    {
        await ShouldFitAsync("Seed", pieces => pieces.Assets.AssetsCreateNewAssetAsync(s_text));
        await ShouldFitAsync("Seed", pieces => pieces.Assets.AssetsDraftAsync(s_bytes));
    }

    [Fact]
    public async Task Assets_search_with_filters() =>
        await ShouldFitAsync("AssetsSearchWithFiltersInput", pieces => pieces.Assets.AssetsSearchWithFiltersAsync(
            new AssetsSearchWithFiltersInput { Query = "q", CaseSensitive = true, WithinAssetIds = ["a"], Filters = [s_filter] }).ToListAsync().AsTask());

    [Fact]
    public async Task Assets_get_related_assets() =>
        await ShouldFitAsync("Assets", pieces => pieces.Assets.AssetsGetRelatedAssetsAsync([s_asset]).ToListAsync().AsTask());

    [Fact]
    public async Task Assets_get_recommended_assets() =>
        await ShouldFitAsync("SeededAssetsRecommendation", pieces => pieces.Assets.AssetsGetRecommendedAssetsAsync([new AssetInteraction(s_asset, TimeSpan.Zero)]).ToListAsync().AsTask());

    [Fact]
    public async Task Linkify()
    {
        var gist = JsonElement.Parse("""{"iterable":[]}""");
        await ShouldFitAsync("Linkify", pieces => pieces.Linkify.LinkifyAsync(new LinkifyBody { Asset = s_asset, UserEmails = ["a"], Distributions = gist }).ToListAsync().AsTask());
        await ShouldFitAsync("Linkify", pieces => pieces.Linkify.LinkifyAsync(new LinkifyBody { Seed = s_bytes }).ToListAsync().AsTask());
    }

    [Fact]
    public async Task Linkify_multiple() =>
        await ShouldFitAsync("LinkifyMultiple", pieces => pieces.Linkify.LinkifyMultipleAsync(["a"], ShareAccess.Private, ["a"], "N").ToListAsync().AsTask());

    [Fact]
    public async Task Shares_create_new_share()
    {
        await ShouldFitAsync("SeededShare", pieces => pieces.Shares.SharesCreateNewShareAsync([s_asset], ShareAccess.Private, ["a"], "N").ToListAsync().AsTask());
        await ShouldFitAsync("SeededShare", pieces => pieces.Shares.SharesCreateNewShareAsync([s_asset, s_asset], ShareAccess.Public).ToListAsync().AsTask());
    }

    [Fact]
    public async Task Share_scores_increment() =>
        await ShouldFitAsync("SeededScoreIncrement", pieces => pieces.Share.ShareScoresIncrementAsync("s", ScoreIncrement.Searched), Reply.NoContent());

    [Fact]
    public async Task Share_update()
    {
        var share = new Share(Schemas.Sample("Share", onlyRequired: true, withAdded: false));
        share.SetName("N");

        await ShouldFitAsync("Share", pieces => pieces.Share.ShareUpdateAsync(share));
    }

    private static SeedBody Seed(SeedContent content) => new()
    {
        Application = new Application(Schemas.Sample("Application", onlyRequired: true, withAdded: false)),
        Content = content,
        Name = "N",
        Language = "ps1",
        Tags = ["t"],
        Annotations = [new SeededAnnotation("DESCRIPTION", "d")],
        Websites = [new SeededWebsite("https://x.example/", "x")],
    };

    private static async Task ShouldFitAsync(string schema, Func<PiecesClient, Task> call, Func<ServerConnection, Task>? reply = null)
    {
        await using var server = ScriptedServer.Start(reply ?? Reply.Json(
            """{"id":"text","type":"t","application":{"id":"a"},"iterable":[{"id":"s"}],"results":{"iterable":[]}}"""));
        using var pieces = new TestPieces(server.Address);

        await call(pieces.Client);

        server.SingleRequest.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        Schemas.ProblemsOf(server.SingleRequest.Json, schema).ShouldBeEmpty();
    }
}
