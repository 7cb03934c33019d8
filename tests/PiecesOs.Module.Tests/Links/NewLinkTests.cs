using System.Text.Json;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Links;

public sealed class NewLinkTests : FileTest
{
    [Fact]
    public void An_asset_is_sent_unchanged()
    {
        var asset = new Asset(JsonElement.Parse("""{"id":"i","unknown":{"a":1.50,"b":"ü"},"original":{"reference":{"fragment":{"string":{"raw":"x"}}}}}"""));

        var result = Command<NewPiecesLinkCommand>().Input(asset).Run().ShouldSucceed();

        result.OutputAs<Share>().Single().Link.ShouldBe("https://pieces.example/?p=code1");
        result.Questions.Single().Action.ShouldBe("Create share link");
        Server.Log.ShouldBe(["POST /linkify"]);
        Server.RequestTo("/linkify").BodyText.ShouldBe($$"""{"access":"PUBLIC","asset":{{asset.ToJson()}}}""");
    }

    [Fact]
    public void For_an_id_the_asset_is_read_first()
    {
        Server.On($"GET /assets/{Sample.Id(3)}", Reply.Json(Sample.Asset(3)));

        Command<NewPiecesLinkCommand>().With("Asset", Sample.Id(3)).Run().ShouldSucceed();

        Server.Log.ShouldBe([$"GET /assets/{Sample.Id(3)}?transferables=true", "POST /linkify"]);
        Server.RequestTo("/linkify").Json.GetProperty("asset").GetProperty("id").GetString().ShouldBe(Sample.Id(3));
    }

    [Fact]
    public void Text_is_sent_as_a_seed()
    {
        Command<NewPiecesLinkCommand>().With("Text", "Get-Date").With("Name", "now").With("Language", "ps1").Run().ShouldSucceed();

        var seed = Server.RequestTo("/linkify").Json.GetProperty("seed");
        seed.GetProperty("type").GetString().ShouldBe("SEEDED_ASSET");
        seed.GetProperty("asset").GetProperty("metadata").GetProperty("name").GetString().ShouldBe("now");
        seed.GetProperty("asset").GetProperty("format").GetProperty("fragment").GetProperty("string").GetProperty("raw").GetString().ShouldBe("Get-Date");
    }

    [Theory]
    [InlineData("Path", "*.cs")]
    [InlineData("LiteralPath", "a.cs")]
    public void A_file_is_sent_as_a_seed(string parameter, string path)
    {
        Folder.Write("a.cs", "class A;");

        Command<NewPiecesLinkCommand>().With(parameter, path).Run().ShouldSucceed().Output.Count.ShouldBe(1);

        var asset = Server.RequestTo("/linkify").Json.GetProperty("seed").GetProperty("asset");
        asset.GetProperty("metadata").GetProperty("name").GetString().ShouldBe("a.cs");
        asset.GetProperty("format").GetProperty("fragment").GetProperty("metadata").GetProperty("ext").GetString().ShouldBe("cs");
    }

    [Fact]
    public void A_private_link_lists_its_users()
    {
        Command<NewPiecesLinkCommand>().Input(Sample.AssetObject(1)).With("Access", "Private").With("User", new[] { "a@b.example", "c@d.example" }).Run().ShouldSucceed();

        var body = Server.RequestTo("/linkify").Json;
        body.GetProperty("access").GetString().ShouldBe("PRIVATE");
        body.GetProperty("users").GetRawText().ShouldBe("""[{"emails":["a@b.example","c@d.example"]}]""");
    }

    [Fact]
    public void A_collection_is_one_request_after_the_last_asset()
    {
        Server.On("POST /linkify/multiple", Reply.Json(Sample.List(Sample.Share(9, "both"))))
            .On("GET /assets", Reply.Json(Sample.List(Sample.Asset(3, "three"))));

        var result = Command<NewPiecesLinkCommand>().Input(Sample.AssetObject(1), Sample.FoundObject(2), "three").With("AsCollection").With("Name", "both").Run().ShouldSucceed();

        result.OutputAs<Share>().Single().Name.ShouldBe("both");
        result.Questions.Single().Target.ShouldBe("3 assets as 'both'");
        Server.Log.ShouldBe(["GET /assets?transferables=false", "POST /linkify/multiple"]);
        Server.RequestTo("/linkify/multiple").BodyText.ShouldBe(
            $$"""{"assets":["{{Sample.Id(1)}}","{{Sample.Id(2)}}","{{Sample.Id(3)}}"],"access":"PUBLIC","name":"both"}""");
    }

    [Fact]
    public void An_empty_collection_sends_nothing()
    {
        Command<NewPiecesLinkCommand>().Input().With("AsCollection").Run().ShouldSucceed().Output.ShouldBeEmpty();
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void Links_of_several_assets_are_returned_in_order_and_a_failure_causes_one_error()
    {
        // Selected by request, because the three requests are concurrent and can arrive in any order.
        Server.On("POST /linkify", connection => AssetIn(connection) switch
        {
            var id when id == Sample.Id(1) => Reply.Json(Sample.List(Sample.Share(1)))(connection),
            var id when id == Sample.Id(2) => Reply.Status(413, "too big")(connection),
            _ => Reply.Json(Sample.List(Sample.Share(3)))(connection),
        });
        var middle = Sample.AssetObject(2);

        var result = Command<NewPiecesLinkCommand>().Input(Sample.AssetObject(1), middle, Sample.AssetObject(3)).Run();

        result.OutputAs<Share>().Select(static share => share.Short).ShouldBe(["code1", "code3"]);
        var error = result.SingleError();
        error.Id().ShouldBe("PayloadTooLarge");
        error.TargetObject.ShouldBeSameAs(middle);
    }

    private static string? AssetIn(ServerConnection connection) => connection.Request!.Json.GetProperty("asset").GetProperty("id").GetString();
}
