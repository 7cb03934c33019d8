using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Shares;

[Collection(SandboxCollections.Links)]
public class SharesOperationTests(Sandbox sandbox)
{
    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?transferables=true")]
    [InlineData(false, "?transferables=false")]
    public async Task Shares_create_new_share_of_one_asset(bool? transferables, string query)
    {
        var asset = await sandbox.CreateAsync("to share", "Shared", "ps1", "shared-tag");

        var exchange = await sandbox.RecordAsync(
            pieces => pieces.Shares.SharesCreateNewShareAsync([asset], ShareAccess.Public, transferables: transferables));

        exchange.ShouldHaveSentBody("shares_create_new_share", "POST /shares/create" + query, $$"""{"access":"PUBLIC","asset":{{asset.ToJson()}}}""");
        var share = exchange.Result.ShouldHaveSingleItem();
        share.AssetId.ShouldBe(asset.Id);
        share.Access.ShouldBe("PUBLIC");
        share.Link.ShouldEndWith("/?p=" + share.Short);
        share.Created.ShouldNotBeNull();
        share.Assets.ShouldBeEmpty();
        share.Asset!.Name.ShouldBe("Shared");
        (share.Asset.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "to share");
    }

    [Fact]
    public async Task The_flattened_asset_of_a_share_shows_all_that_the_asset_shows()
    {
        var asset = await sandbox.CreateAsync("flat", "Flat", "sql", "one", "two");

        var flattened = (await sandbox.Pieces.Shares.SharesCreateNewShareAsync([asset], ShareAccess.Public).ToListAsync()).Single().Asset!;

        flattened.Language.ShouldBe("sql");
        flattened.Kind.ShouldBe("CODE");
        flattened.Size.ShouldBe(4);
        flattened.GetTags().Select(tag => tag.Text).ShouldBe(["one", "two"]);
        flattened.GetFormats().ShouldHaveSingleItem().GetContent()!.GetText().ShouldBe("flat");
        flattened.GetPreviewFormat()!.Id.ShouldBe(asset.GetPreviewFormat()!.Id);
    }

    [Fact]
    public async Task Shares_create_new_share_of_several_assets_for_named_users()
    {
        var first = await sandbox.CreateAsync("first");
        var second = await sandbox.CreateAsync("second");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Shares.SharesCreateNewShareAsync(
            [first, second], ShareAccess.Private, ["a@example.com", "b@example.com"], "COLLECTED"));

        exchange.ShouldHaveSentBody(
            "shares_create_new_share",
            "POST /shares/create",
            """{"access":"PRIVATE","users":[{"emails":["a@example.com","b@example.com"]}],"name":"COLLECTED","assets":{"iterable":["""
            + $"{first.ToJson()},{second.ToJson()}]}}}}");
        var share = exchange.Result.ShouldHaveSingleItem();
        share.Name.ShouldBe("COLLECTED");
        share.Short.ShouldBe("COLLECTED");
        share.Access.ShouldBe("PRIVATE");
        share.Asset.ShouldBeNull();
        share.AssetId.ShouldBe(first.Id);
        share.Assets.Select(one => one.Id).ShouldBe([first.Id, second.Id]);
        share.Assets[1].GetAsset()!.GetContent()!.GetText().ShouldBe("second");
    }

    [Fact]
    public async Task The_body_of_shares_create_new_share_is_whole_on_the_wire()
    {
        await using var server = ScriptedServer.Start(Reply.Json("""{"iterable":[{"id":"s"}]}"""));
        using var pieces = new TestPieces(server.Address);
        var assets = new[] { new Asset(JsonElement.Parse("""{"id":"a","future":[1.0]}""")), new Asset(JsonElement.Parse("""{"id":"b"}""")) };

        await pieces.Client.Shares.SharesCreateNewShareAsync(assets, ShareAccess.Public).ToListAsync();

        server.SingleRequest.BodyText.ShouldBe("""{"access":"PUBLIC","assets":{"iterable":[{"id":"a","future":[1.0]},{"id":"b"}]}}""");
    }

    [Fact]
    public async Task Shares_delete_share_returns_the_id_as_text()
    {
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("shared once"));

        var exchange = await sandbox.RecordAsync(pieces => pieces.Shares.SharesDeleteShareAsync(share.Id!));

        exchange.ShouldHaveSent("shares_delete_share", $"POST /shares/{share.Id}/delete");
        exchange.Result.Id.ShouldBe(share.Id);
        (await sandbox.Pieces.Shares.SharesSnapshotAsync().ToListAsync()).ShouldNotContain(one => one.Id == share.Id);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?transferables=true")]
    [InlineData(false, "?transferables=false")]
    public async Task Shares_snapshot_lists_all_shares(bool? transferables, string query)
    {
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("in the list of shares"));

        var exchange = await sandbox.RecordAsync(pieces => pieces.Shares.SharesSnapshotAsync(transferables));

        exchange.ShouldHaveSent("shares_snapshot", "GET /shares" + query);
        var listed = exchange.Result.Single(one => one.Id == share.Id);
        listed.Link.ShouldBe(share.Link);
        (listed.Asset!.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "in the list of shares");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(true, "?transferables=true")]
    [InlineData(false, "?transferables=false")]
    public async Task Shares_specific_share_snapshot_reads_one(bool? transferables, string query)
    {
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("one of the shares"));

        var exchange = await sandbox.RecordAsync(pieces => pieces.Shares.SharesSpecificShareSnapshotAsync(share.Id!, transferables));

        exchange.ShouldHaveSent("shares_specific_share_snapshot", $"GET /shares/{share.Id}{query}");
        exchange.Result.Short.ShouldBe(share.Short);
        (exchange.Result.Asset!.GetContent()?.GetText()).ShouldBe(transferables == false ? null : "one of the shares");
    }
}
