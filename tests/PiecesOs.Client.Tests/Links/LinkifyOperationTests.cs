using System.Net;
using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using RestCore;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Links;

[Collection(SandboxCollections.Links)]
public class LinkifyOperationTests(Sandbox sandbox)
{
    [Fact]
    public async Task Linkify_an_asset()
    {
        var asset = await sandbox.CreateAsync("linked", "Linked");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Linkify.LinkifyAsync(new LinkifyBody { Asset = asset }));

        exchange.ShouldHaveSentBody("linkify", "POST /linkify", $$"""{"access":"PUBLIC","asset":{{asset.ToJson()}}}""");
        var share = exchange.Result.ShouldHaveSingleItem();
        share.AssetId.ShouldBe(asset.Id);
        share.Link.ShouldBe($"{sandbox.Address}?p={share.Short}");
        var again = await sandbox.Pieces.Assets.AssetsSpecificAssetSnapshotAsync(asset.Id!);
        again.Shared.ShouldBeTrue();
        again.GetShares().Single().Id.ShouldBe(share.Id);
        again.GetShares().Single().AssetId.ShouldBe(asset.Id);
    }

    [Fact]
    public async Task Linkify_a_seed_also_saves_it()
    {
        var linkify = new LinkifyBody { Seed = sandbox.Seed("seeded and linked", "Seeded"), Access = ShareAccess.Private, UserEmails = ["a@example.com"] };

        var exchange = await sandbox.RecordAsync(pieces => pieces.Linkify.LinkifyAsync(linkify));

        exchange.ShouldHaveSentBody("linkify", "POST /linkify", await Wire.TextOfAsync(linkify));
        var share = exchange.Result.ShouldHaveSingleItem();
        share.Access.ShouldBe("PRIVATE");
        var saved = await sandbox.Pieces.Assets.AssetsSpecificAssetSnapshotAsync(share.AssetId!);
        saved.Name.ShouldBe("Seeded");
        saved.GetContent()!.GetText().ShouldBe("seeded and linked");
    }

    [Fact]
    public async Task Linkify_with_distributions()
    {
        var gist = JsonElement.Parse("""{"iterable":[{"github":{"gist":{"public":true,"name":"g.ps1","description":"d"}}}]}""");
        var linkify = new LinkifyBody { Seed = sandbox.Seed("a gist"), Distributions = gist };

        var exchange = await sandbox.RecordAsync(pieces => pieces.Linkify.LinkifyAsync(linkify));

        exchange.Request.Body.ShouldStartWith($$"""{"access":"PUBLIC","distributions":{{gist.GetRawText()}},"seed":{""");
        var distributions = exchange.Result.Single().GetMember("distributions").ShouldBeAssignableTo<System.Collections.Specialized.OrderedDictionary>()!;
        distributions["iterable"].ShouldBeOfType<object[]>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Linkify_multiple_makes_one_link_to_all()
    {
        var first = await sandbox.CreateAsync("first of many");
        var second = await sandbox.CreateAsync("second of many");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Linkify.LinkifyMultipleAsync([first.Id!, second.Id!], ShareAccess.Private, ["a@example.com"], "MANY"));

        exchange.ShouldHaveSentBody(
            "linkify_multiple",
            "POST /linkify/multiple",
            $$"""{"assets":["{{first.Id}}","{{second.Id}}"],"access":"PRIVATE","users":[{"emails":["a@example.com"]}],"name":"MANY"}""");
        var share = exchange.Result.ShouldHaveSingleItem();
        share.Link.ShouldEndWith("/?p=MANY");
        share.Assets.Select(asset => asset.Id).ShouldBe([first.Id, second.Id]);
    }

    [Fact]
    public async Task Linkify_multiple_omits_unspecified_members()
    {
        var asset = await sandbox.CreateAsync("the only one");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Linkify.LinkifyMultipleAsync([asset.Id!], ShareAccess.Public));

        exchange.ShouldHaveSentBody("linkify_multiple", "POST /linkify/multiple", $$"""{"assets":["{{asset.Id}}"],"access":"PUBLIC"}""");
        exchange.Result.Single().Name.ShouldBeNull();
    }

    [Fact]
    public async Task Linkify_share_revoke_ends_the_link_and_returns_the_id_as_text()
    {
        var share = await sandbox.LinkAsync(await sandbox.CreateAsync("to revoke"));

        var exchange = await sandbox.RecordAsync(pieces => pieces.Linkify.LinkifyShareRevokeAsync(share.Id!));

        exchange.ShouldHaveSent("linkify_share_revoke", $"POST /linkify/{share.Id}/revoke");
        exchange.Result.Id.ShouldBe(share.Id);
        var gone = await Should.ThrowAsync<RestStatusException>(() => sandbox.Pieces.Share.ShareSnapshotAsync(share.Id!));
        gone.Status.ShouldBe(HttpStatusCode.Gone);
    }
}
