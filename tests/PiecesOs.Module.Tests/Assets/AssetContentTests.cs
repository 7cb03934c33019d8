using System.Text;
using System.Text.Json;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

public sealed class AssetContentTests : CmdletTest
{
    [Fact]
    public void An_asset_that_includes_its_content_needs_no_request()
    {
        var result = Command<GetPiecesAssetContentCommand>().Input(Sample.AssetObject(1, text: "line 1\nline 2")).Run().ShouldSucceed();

        result.Output.ShouldBe(["line 1\nline 2"]);
        Server.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public void An_asset_without_content_is_fetched()
    {
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(Sample.Asset(1, text: "here")));

        Command<GetPiecesAssetContentCommand>().Input(Sample.AssetObject(1, text: null)).Run().ShouldSucceed().Output.ShouldBe(["here"]);

        Server.Log.ShouldBe([$"GET /assets/{Sample.Id(1)}?transferables=true"]);
    }

    [Fact]
    public void Text_as_bytes_is_UTF8_without_a_byte_order_mark()
    {
        var result = Command<GetPiecesAssetContentCommand>().Input(Sample.AssetObject(1, text: "äö")).With("AsByteStream").Run().ShouldSucceed();

        result.Output.Single().ShouldBe(Encoding.UTF8.GetBytes("äö"));
    }

    [Fact]
    public void Bytes_are_returned_as_one_array()
    {
        var expected = Enumerable.Range(0, 256).Select(static number => (byte)number).ToArray();
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(WithBytes(string.Join(',', expected))));

        var result = Command<GetPiecesAssetContentCommand>().With("Id", Sample.Id(1)).Run().ShouldSucceed();

        result.Output.Single().ShouldBe(expected);
    }

    [Fact]
    public void Preview_returns_the_preview_format()
    {
        var asset = new Asset(JsonElement.Parse($$"""
            {"id":"{{Sample.Id(1)}}",
             "original":{"reference":{"fragment":{"string":{"raw":"saved"} } } },
             "preview":{"base":{"reference":{"fragment":{"string":{"raw":"shown"} } } } } }
            """));

        Command<GetPiecesAssetContentCommand>().Input(asset).Run().Output.ShouldBe(["saved"]);
        Command<GetPiecesAssetContentCommand>().Input(asset).With("Preview").Run().Output.ShouldBe(["shown"]);
    }

    [Fact]
    public void An_asset_without_content_on_the_server_is_an_error()
    {
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(Sample.Asset(1, text: null)))
            .On($"GET /assets/{Sample.Id(1)}/formats", Reply.Json(Sample.List()))
            .On($"GET /format/{Sample.Id(1001)}", Reply.Status(404, "Route not found"));

        var error = Command<GetPiecesAssetContentCommand>().With("Id", Sample.Id(1)).Run().SingleError();

        Server.Log.Count.ShouldBe(3, "only then it has none");
        error.Id().ShouldBe("AssetWithoutContent");
        error.TargetObject.ShouldBe(Sample.Id(1));
        error.ErrorDetails!.RecommendedAction.ShouldNotBeEmpty();
    }

    private static string WithBytes(string numbers) =>
        Sample.Asset(1, text: null).Replace("\"specific\": \"ps1\"}", $$"""
            "specific": "png"}, "file": {"bytes": {"raw": [{{numbers}}]} }
            """, StringComparison.Ordinal);
}
