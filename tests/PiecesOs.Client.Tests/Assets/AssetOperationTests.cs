using PiecesOs.Client.Tests.Support;
using RestCore.Http;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Assets;

[Collection(SandboxCollections.Assets)]
public class AssetOperationTests(Sandbox sandbox)
{
    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?transferables=true")]
    [InlineData(false, "?transferables=false")]
    public async Task Assets_create_new_asset_saves_a_seed(bool? transferables, string query)
    {
        var seed = sandbox.Seed("Get-Date", "The time", "ps1", "clock");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsCreateNewAssetAsync(seed, transferables));

        exchange.ShouldHaveSentBody("assets_create_new_asset", "POST /assets/create" + query, await Wire.TextOfAsync(seed));
        exchange.Result.Name.ShouldBe("The time");
        exchange.Result.Language.ShouldBe("ps1");
        exchange.Result.GetTags().Select(tag => tag.Text).ShouldBe(["clock"]);
        (exchange.Result.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "Get-Date");
    }

    [Fact]
    public async Task Assets_delete_asset_returns_the_id_as_text()
    {
        var asset = await sandbox.CreateAsync("to delete");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsDeleteAssetAsync(asset.Id!));

        exchange.ShouldHaveSent("assets_delete_asset", $"POST /assets/{asset.Id}/delete");
        exchange.Result.Id.ShouldBe(asset.Id);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?transferables=true")]
    [InlineData(false, "?transferables=false")]
    public async Task Assets_draft_returns_what_a_seed_would_become_and_saves_nothing(bool? transferables, string query)
    {
        var before = (await sandbox.Pieces.Assets.AssetsIdentifiersSnapshotAsync().ToListAsync()).Count;
        var seed = sandbox.Seed("SELECT drafted FROM things", name: null, "sql");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsDraftAsync(seed, transferables));

        exchange.ShouldHaveSentBody("assets_draft", "POST /assets/draft" + query, await Wire.TextOfAsync(seed));
        exchange.Result.Type.ShouldBe("SEEDED_ASSET");
        exchange.Result.Name.ShouldNotBeNullOrEmpty();
        exchange.Result.Language.ShouldBe("sql");
        exchange.Result.Tags.ShouldContain("sql");
        (exchange.Result.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "SELECT drafted FROM things");
        (await sandbox.Pieces.Assets.AssetsIdentifiersSnapshotAsync().ToListAsync()).Count.ShouldBe(before);
    }

    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData(true, false, true, "?transferables=true&suggested=false&pseudo=true")]
    [InlineData(false, true, false, "?transferables=false&suggested=true&pseudo=false")]
    [InlineData(null, true, null, "?suggested=true")]
    public async Task Assets_snapshot_lists_all_assets(bool? transferables, bool? suggested, bool? pseudo, string query)
    {
        var asset = await sandbox.CreateAsync("listed", "In the list");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsSnapshotAsync(transferables, suggested, pseudo));

        exchange.ShouldHaveSent("assets_snapshot", "GET /assets" + query);
        var listed = exchange.Result.Single(one => one.Id == asset.Id);
        listed.Name.ShouldBe("In the list");
        (listed.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "listed");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?transferables=true")]
    [InlineData(false, "?transferables=false")]
    public async Task Assets_specific_asset_snapshot_reads_one(bool? transferables, string query)
    {
        var asset = await sandbox.CreateAsync("just one", "One");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsSpecificAssetSnapshotAsync(asset.Id!, transferables));

        exchange.ShouldHaveSent("assets_specific_asset_snapshot", $"GET /assets/{asset.Id}{query}");
        exchange.Result.Id.ShouldBe(asset.Id);
        exchange.Result.Size.ShouldBe(8);
        (exchange.Result.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "just one");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?transferables=true")]
    [InlineData(false, "?transferables=false")]
    public async Task Assets_specific_asset_formats_snapshot_lists_the_forms_of_one(bool? transferables, string query)
    {
        var asset = await sandbox.CreateAsync("formatted", name: null, "md");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsSpecificAssetFormatsSnapshotAsync(asset.Id!, transferables));

        exchange.ShouldHaveSent("assets_specific_asset_formats_snapshot", $"GET /assets/{asset.Id}/formats{query}");
        var format = exchange.Result.ShouldHaveSingleItem();
        format.Id.ShouldBe(asset.GetOriginalFormat()!.Id);
        format.AssetId.ShouldBe(asset.Id);
        format.Language.ShouldBe("md");
        format.Role.ShouldBe("BOTH");
        format.Application!.Name.ShouldBe("OPEN_SOURCE");
        (format.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "formatted");
    }

    [Theory]
    [InlineData(null, "", false)]
    [InlineData(false, "?pseudo=false", false)]
    [InlineData(true, "?pseudo=true", true)]
    public async Task Assets_identifiers_snapshot_lists_the_ids(bool? pseudo, string query, bool withPseudo)
    {
        var asset = await sandbox.CreateAsync("identified");
        var hidden = await CreatePseudoAsync();

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsIdentifiersSnapshotAsync(pseudo));

        exchange.ShouldHaveSent("assets_identifiers_snapshot", "GET /assets/identifiers" + query);
        exchange.Result.ShouldContain(one => one.Id == asset.Id && one.GetAsset() == null);
        exchange.Result.Any(one => one.Id == hidden.Id).ShouldBe(withPseudo);
    }

    [Fact]
    public async Task Assets_pseudo_snapshot_lists_only_what_the_user_did_not_save()
    {
        var asset = await sandbox.CreateAsync("saved by the user");
        var hidden = await CreatePseudoAsync();

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsPseudoSnapshotAsync());

        exchange.ShouldHaveSent("assets_pseudo_snapshot", "GET /assets/pseudo");
        exchange.Result.ShouldContain(one => one.Id == hidden.Id);
        exchange.Result.ShouldNotContain(one => one.Id == asset.Id);
    }

    [Fact]
    public async Task Asset_update_saves_a_whole_asset_with_its_changes()
    {
        var asset = await sandbox.CreateAsync("to be marked");
        asset.SetFavorite(true);

        var updated = await sandbox.Pieces.Asset.AssetUpdateAsync(asset, transferables: false);

        updated.IsFavorite.ShouldBe(true);
        var whole = await sandbox.Pieces.Assets.AssetsSpecificAssetSnapshotAsync(asset.Id!, transferables: true);
        whole.IsFavorite.ShouldBe(true);
        whole.GetContent()!.GetText().ShouldBe("to be marked");
    }

    [Fact]
    public async Task A_list_is_requested_each_time_it_is_enumerated_also_after_a_failure()
    {
        const string List = """{"iterable":[{"id":"a"}]}""";
        await using var server = ScriptedServer.Start(Reply.Status(500), Reply.Json(List), Reply.BreakOff("""{"iterable":[{"id":"a"},"""), Reply.Json(List));
        using var pieces = new TestPieces(server.Address);
        var assets = pieces.Client.Assets.AssetsGetRelatedAssetsAsync([new Asset(System.Text.Json.JsonElement.Parse("""{"id":"a"}"""))]);

        await Should.ThrowAsync<RestCore.RestStatusException>(() => assets.ToListAsync().AsTask());
        (await assets.ToListAsync()).Count.ShouldBe(1);
        await Should.ThrowAsync<RestCore.MalformedResponseException>(() => assets.ToListAsync().AsTask());
        (await assets.ToListAsync()).Count.ShouldBe(1);

        server.Requests.Select(static request => request.BodyText).ShouldBe(Enumerable.Repeat("""{"iterable":[{"id":"a"}]}""", 4));
    }

    private Task<Asset> CreatePseudoAsync()
    {
        var application = sandbox.Application.ToJson();
        return sandbox.Pieces.Assets.AssetsCreateNewAssetAsync(JsonBody.From(writer => writer.WriteRawValue(
            $$$"""{"asset":{"pseudo":true,"format":{"fragment":{"string":{"raw":"pseudo"} } },"application":{{{application}}} } }""")));
    }
}
