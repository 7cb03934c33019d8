using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>Formats, identifiers, pseudo assets, related and recommended assets, and drafts: requests and output.</summary>
public sealed class OtherAssetTests : CmdletTest
{
    [Fact]
    public void Formats_of_an_asset_are_returned()
    {
        var format = $$"""{"id":"{{Sample.Id(9)}}","asset":"{{Sample.Id(1)}}","role":"ORIGINAL"}""";
        Server.On($"GET /assets/{Sample.Id(1)}/formats", Reply.Json(Sample.List(format)));

        var result = Command<GetPiecesAssetFormatCommand>().Input(Sample.AssetObject(1)).With("NoContent").Run().ShouldSucceed();

        result.OutputAs<AssetFormat>().Single().Role.ShouldBe("ORIGINAL");
        Server.Log.ShouldBe([$"GET /assets/{Sample.Id(1)}/formats?transferables=false"]);
    }

    [Fact]
    public void Identifiers_are_returned()
    {
        Server.On("GET /assets/identifiers", Reply.Json(Sample.List(Identifier(1), Identifier(2))));

        var result = Command<GetPiecesAssetIdentifierCommand>().With("IncludePseudo").Run().ShouldSucceed();

        result.OutputAs<AssetIdentifier>().Select(static identifier => identifier.Id).ShouldBe([Sample.Id(1), Sample.Id(2)]);
        Server.Log.ShouldBe(["GET /assets/identifiers?pseudo=true"]);
    }

    [Fact]
    public void Pseudo_assets_are_returned()
    {
        Server.On("GET /assets/pseudo", Reply.Json($$"""{"identifiers":{{Sample.List(Identifier(3))}} }"""));

        Command<GetPiecesPseudoAssetCommand>().Run().ShouldSucceed().OutputAs<AssetIdentifier>().Single().Id.ShouldBe(Sample.Id(3));
    }

    [Fact]
    public void Related_assets_of_all_inputs_are_read_with_one_request_that_has_a_body()
    {
        Server.On("GET /assets/related", Reply.Json(Sample.Assets(7))).On($"GET /assets/{Sample.Id(2)}", Reply.Json(Sample.Asset(2)));

        var result = Command<GetPiecesRelatedAssetCommand>().Input(Sample.AssetObject(1), Sample.Id(2)).Run().ShouldSucceed();

        result.OutputAs<Asset>().Single().Id.ShouldBe(Sample.Id(7));
        Server.Log.ShouldBe([$"GET /assets/{Sample.Id(2)}?transferables=true", "GET /assets/related"]);
        Server.RequestTo("/assets/related").Json.GetProperty("iterable").EnumerateArray().Select(static asset => asset.GetProperty("id").GetString())
            .ShouldBe([Sample.Id(1), Sample.Id(2)]);
    }

    [Fact]
    public void Recommended_assets_are_based_on_interactions()
    {
        Server.On("GET /assets/recommended", Reply.Json(Sample.Assets(7)));

        Command<GetPiecesRecommendedAssetCommand>().Input(Sample.AssetObject(1)).With("Viewed", TimeSpan.FromSeconds(90)).With("Touched").Run().ShouldSucceed();

        Server.RequestTo("/assets/recommended").Json.GetProperty("interactions").GetRawText().ShouldBe(
            $$$"""{"iterable":[{"asset":"{{{Sample.Id(1)}}}","interactions":{"viewed":"P0000-00-00T00:01:30","touched":true,"scrolled":false}}]}""");
    }

    [Fact]
    public void A_draft_is_the_seed_that_the_server_returns()
    {
        Server.On("POST /assets/draft", Reply.Json("""{"type":"SEEDED_ASSET","asset":{}}"""));

        Command<NewPiecesAssetDraftCommand>().With("Text", "Get-Date").Run().ShouldSucceed().OutputAs<Seed>().ShouldHaveSingleItem();

        Server.RequestTo("/assets/draft").Json.GetProperty("asset").GetProperty("format").GetProperty("fragment").GetProperty("string").GetProperty("raw").GetString()
            .ShouldBe("Get-Date");
    }

    [Fact]
    public void Without_assets_no_request_is_sent()
    {
        Command<GetPiecesRelatedAssetCommand>().Input().Run().ShouldSucceed().Output.ShouldBeEmpty();
        Server.ConnectionCount.ShouldBe(0);
    }

    private static string Identifier(int number) => $$"""{"id":"{{Sample.Id(number)}}"}""";
}
