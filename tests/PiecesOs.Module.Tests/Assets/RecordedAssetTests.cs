using System.Text;
using System.Text.Json;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>Assets as recorded from real servers: with missing content, repeated content, or text stored as bytes.</summary>
public sealed class RecordedAssetTests : CmdletTest
{
    private const string Time = """{"value":"2026-10-05T10:00:00.123456Z"}""";

    [Fact]
    public void A_newly_created_asset_is_not_reported_as_deleted()
    {
        Server.On("POST /assets/create", Reply.Json(Sample.Asset(1, more: $$""", "created":{{Time}},"updated":{{Time}},"synced":{{Time}},"deleted":{{Time}}""")));

        var asset = Command<NewPiecesAssetCommand>().With("Text", "Get-Date").Run().ShouldSucceed().OutputAs<Asset>().Single();

        asset.Created.ShouldNotBeNull();
        asset.Deleted.ShouldBeNull();
        asset.Synced.ShouldBeNull();
    }

    [Fact]
    public void Content_missing_from_the_list_is_requested_afterward()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, text: null), Sample.Asset(2, text: "in the list"), Sample.Asset(3, text: null))));
        PrepareFormat(1, "of the formats");
        PrepareSingleFormat(3, "of the format");

        var result = Command<GetPiecesAssetCommand>().Run().ShouldSucceed();

        result.OutputAs<Asset>().Select(static asset => (asset.Id, asset.GetContent()!.GetText()))
            .ShouldBe([(Sample.Id(2), "in the list"), (Sample.Id(1), "of the formats"), (Sample.Id(3), "of the format")]);
        Server.Log.ShouldBe(
        [
            "GET /assets?transferables=true",
            $"GET /assets/{Sample.Id(1)}/formats?transferables=true",
            $"GET /assets/{Sample.Id(3)}/formats?transferables=true",
            $"GET /format/{Sample.Id(1003)}?transferable=true",
        ]);
    }

    [Fact]
    public void Only_requested_content_is_read()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, text: null), Sample.Asset(2, text: null), Sample.Asset(3, text: null))));
        PrepareFormat(2, "second");

        Command<GetPiecesAssetCommand>().With("NoContent").Run().ShouldSucceed().Output.Count.ShouldBe(3);
        Server.Log.ShouldBe(["GET /assets?transferables=false"]);

        Command<GetPiecesAssetCommand>().With("Skip", 1UL).With("First", 1UL).Run().ShouldSucceed().OutputAs<Asset>().Single().GetContent()!.GetText().ShouldBe("second");
        Server.Log.Count.ShouldBe(3);
    }

    [Fact]
    public void An_asset_whose_content_cannot_be_read_is_returned_along_with_an_error()
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, text: null), Sample.Asset(2, text: null))))
            .On($"GET /assets/{Sample.Id(1)}/formats", Reply.Status(500, "broken record"));
        PrepareFormat(2, "x");

        var result = Command<GetPiecesAssetCommand>().Run();

        result.Output.Count.ShouldBe(2);
        var error = result.SingleError();
        error.Id().ShouldBe("ServerError");
        error.TargetObject.ShouldBe(Sample.Id(1));
    }

    [Fact]
    public void The_content_of_a_single_asset_is_requested_if_it_is_missing()
    {
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(Sample.Asset(1, text: null)));
        PrepareFormat(1, "fetched");

        Command<GetPiecesAssetCommand>().With("Id", Sample.Id(1)).Run().ShouldSucceed().OutputAs<Asset>().Single().GetContent()!.GetText().ShouldBe("fetched");
    }

    [Theory]
    [InlineData("asset")]
    [InlineData("found")]
    [InlineData("clixml")]
    public void The_content_of_objects_without_content_is_requested(string form)
    {
        Server.On($"GET /assets/{Sample.Id(1)}", Reply.Json(Sample.Asset(1, text: null)));
        PrepareFormat(1, "fetched");
        object input = form switch
        {
            "asset" => Sample.AssetObject(1, text: null),
            "found" => new SearchedAsset(JsonElement.Parse($$"""{"identifier":"{{Sample.Id(1)}}","asset":{{Sample.Asset(1, text: null)}} }""")),
            _ => System.Management.Automation.PSSerializer.Deserialize(System.Management.Automation.PSSerializer.Serialize(Sample.AssetObject(1, text: null))),
        };

        Command<GetPiecesAssetContentCommand>().Input(input).Run().ShouldSucceed().Output.ShouldBe(["fetched"]);
    }

    [Fact]
    public void Text_stored_as_bytes_is_one_string()
    {
        const string Text = "Grüße\u0007\u001b[0m, no last newline";
        var asset = new Asset(JsonElement.Parse(Sample.Asset(1, text: null).Replace(
            "\"specific\": \"ps1\"}", $$"""
            "specific": "text"}, "file": {"bytes": {"raw": [{{string.Join(',', Encoding.UTF8.GetBytes(Text))}}]} }
            """, StringComparison.Ordinal)));

        Command<GetPiecesAssetContentCommand>().Input(asset).Run().ShouldSucceed().Output.ShouldBe([Text]);
        Command<GetPiecesAssetContentCommand>().Input(asset).With("AsByteStream").Run().Output.Single().ShouldBe(Encoding.UTF8.GetBytes(Text));
        ViewText.Content(asset.Text, asset.Sha256, asset.Size).ShouldStartWith("Grüße");
    }

    [Fact]
    public void Assets_removed_by_indices_before_the_list_are_not_returned()
    {
        Server.On("GET /assets", Reply.Json($$"""{"indices":{"{{Sample.Id(2)}}":-1},{{Sample.Assets(1, 2, 3)[1..]}}"""));

        var result = Command<GetPiecesAssetCommand>().Run().ShouldSucceed();

        result.OutputAs<Asset>().Select(static asset => asset.Id).ShouldBe([Sample.Id(1), Sample.Id(3)]);
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Assets_removed_by_indices_after_the_list_cause_a_warning()
    {
        Server.On("GET /assets", Reply.Json($$"""{{Sample.Assets(1, 2)[..^1]}},"indices":{"{{Sample.Id(2)}}":-1,"{{Sample.Id(9)}}":-1} }"""));

        var result = Command<GetPiecesAssetCommand>().Run().ShouldSucceed();

        result.Output.Count.ShouldBe(2);
        result.Warnings.ShouldHaveSingleItem().ShouldEndWith(": " + Sample.Id(2));
    }

    [Fact]
    public void The_name_of_a_removed_asset_is_not_found()
    {
        Server.On("GET /assets", Reply.Json($$"""{{Sample.List(Sample.Asset(1, "here"), Sample.Asset(2, "gone"))[..^1]}},"indices":{"{{Sample.Id(2)}}":-1} }"""));

        CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", "gone").Run().SingleError().Id().ShouldBe("AssetNotFound");

        Server.Log.ShouldBe(["GET /assets?transferables=false"]);
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(200, "00000000-0000-4000-8000-000000000001")]
    [InlineData(200, "\"00000000-0000-4000-8000-000000000001\"")]
    public void A_delete_succeeds_with_204_or_with_an_id(int status, string body)
    {
        Server.On($"POST /assets/{Sample.Id(1)}/delete", status == 204 ? Reply.NoContent() : Reply.Status(status, body));

        CommandWithoutConfirm<RemovePiecesAssetCommand>().With("Id", Sample.Id(1)).With("PassThru").Run().ShouldSucceed().Output.ShouldBe([Sample.Id(1)]);
    }

    [Fact]
    public void A_format_without_content_is_requested_by_itself()
    {
        Server.On($"GET /assets/{Sample.Id(1)}/formats", Reply.Json(Sample.List("""{"id":"f"}""", """{"id":"g","fragment":{"string":{"raw":"there"} } }""")))
            .On("GET /format/f", Reply.Json("""{"id":"f","fragment":{"string":{"raw":"fetched"} } }"""));

        Command<GetPiecesAssetFormatCommand>().With("Id", Sample.Id(1)).Run().ShouldSucceed().OutputAs<AssetFormat>()
            .Select(static format => format.GetContent()!.GetText()).ShouldBe(["fetched", "there"]);
        Server.Log.ShouldBe([$"GET /assets/{Sample.Id(1)}/formats?transferables=true", "GET /format/f?transferable=true"]);
    }

    private void PrepareFormat(int number, string text) => Server.On($"GET /assets/{Sample.Id(number)}/formats", Reply.Json(Sample.List(Format(number, text))));

    private void PrepareSingleFormat(int number, string text) => Server
        .On($"GET /assets/{Sample.Id(number)}/formats", Reply.Status(404, "Route not found"))
        .On($"GET /format/{Sample.Id(number + 1000)}", Reply.Json(Format(number, text)));

    private static string Format(int number, string text) =>
        $$"""{"id":"{{Sample.Id(number + 1000)}}","asset":{"id":"{{Sample.Id(number)}}"},"fragment":{"string":{"raw":"{{text}}"} } }""";
}
