using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

/// <summary>Update-PiecesAsset against servers that respond wrongly, incompletely or late.</summary>
public sealed class UpdateAssetFaultTests : FileTest
{
    private static readonly string s_id = Sample.Id(1);
    private static readonly string s_format = Sample.Id(1001);

    [Fact]
    public void Unknown_data_is_sent_back_byte_for_byte()
    {
        const string Unknown = """ , "future": {"n": 1.500, "big": 123456789012345678901234567890, "s": "\u00fc\/ 🎉", "none": null}, "list":[ 1,2 ] """;
        Server.On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1, "old", more: Unknown))).On("POST /asset/update", Reply.Json(Sample.Asset(1, "new")));

        Command<UpdatePiecesAssetCommand>().Input(Sample.AssetObject(1, "stale")).With("Name", "new").Run().ShouldSucceed();

        Server.Log.ShouldBe([$"GET /assets/{s_id}?transferables=true", "POST /asset/update?transferables=false"]);
        Server.RequestTo("/asset/update").BodyText.ShouldBe(Sample.Asset(1, "new", more: Unknown));
    }

    [Fact]
    public void The_format_is_sent_back_with_only_its_content_changed()
    {
        const string Before = """{"id":"FORMAT" , "asset":{"id":"ASSET"}, "big": 1.500, "fragment": {"string": {"raw": "a", "base64": "YQ==", "base64_url": null}, "bytes": {"raw": [97]}, "metadata": {"ext":"ps1"}},"none":null}""";
        const string After = """{"id":"FORMAT","asset":{"id":"ASSET"},"big":1.500,"fragment":{"string":{"raw":"bü","base64_url":null},"bytes":{"raw":[98,195,188]},"metadata":{"ext":"ps1"}},"none":null}""";
        static string Format(string text) => text.Replace("FORMAT", s_format, StringComparison.Ordinal).Replace("ASSET", s_id, StringComparison.Ordinal);
        Server.On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1, text: "a"))).On($"GET /format/{s_format}", Reply.Json(Format(Before))).On("POST /format/update/value", Reply.Json(Format(After)));

        Command<UpdatePiecesAssetCommand>().Input(s_id).With("Text", "bü").Run().ShouldSucceed();

        Server.RequestTo("/format/update/value").BodyText.ShouldBe(Format(After));
    }

    [Theory]
    [InlineData("Name", "new", "asset_update")]
    [InlineData("Favorite", true, "asset_update")]
    [InlineData("Language", "py", "asset_reclassify")]
    [InlineData("Text", "new", "format_update_value")]
    [InlineData("AddTag", "new", "assets_specific_asset_snapshot")]
    [InlineData("Description", "new", "annotations_create_new_annotation")]
    public void A_response_that_does_not_show_the_change_is_an_error(string parameter, object value, string operation)
    {
        Prepare();

        var error = Command<UpdatePiecesAssetCommand>().Input(s_id).With(parameter, value).With("PassThru").Run().SingleError();

        error.Id().ShouldBe("ChangeNotConfirmed");
        error.CategoryInfo.Category.ShouldBe(ErrorCategory.InvalidResult);
        error.Message().ShouldStartWith($"The response to {operation} does not show the change");
        error.ErrorDetails!.RecommendedAction.ShouldContain("Get-PiecesAsset");
    }

    [Theory]
    [InlineData("Name", "new", "/asset/update")]
    [InlineData("Language", "py", "/asset/reclassify")]
    [InlineData("Text", "new", "/format/update/value")]
    [InlineData("AddTag", "new", "/tags/create")]
    [InlineData("Description", "new", "/annotations/create")]
    public void A_lost_response_is_an_unknown_outcome_and_nothing_is_repeated(string parameter, object value, string path)
    {
        Prepare();
        Server.On("POST " + path, Reply.Drop());

        var error = Command<UpdatePiecesAssetCommand>().Input(s_id).With(parameter, value).Run().SingleError();

        error.Id().ShouldBe("OutcomeUnknown");
        Server.Requests.Count(request => request.Path == path).ShouldBe(1);
    }

    [Fact]
    public void A_late_response_is_an_unknown_outcome()
    {
        Prepare();
        Server.On("POST /asset/update", Reply.Stall());

        var error = Command<UpdatePiecesAssetCommand>().Input(s_id).With("Name", "new").With("TimeoutSec", 0.3).Run().SingleError();

        error.Id().ShouldBe("OutcomeUnknown");
        error.Message().ShouldContain("The change may have been made.");
    }

    [Fact]
    public void Half_a_response_is_no_success()
    {
        Prepare();
        Server.On("POST /asset/update", Reply.BreakOff(Sample.Asset(1, "new")[..60]));

        var error = Command<UpdatePiecesAssetCommand>().Input(s_id).With("Name", "new").Run().SingleError();

        error.Id().ShouldBe("MalformedResponse");
        error.Message().ShouldContain("The change may have been made.");
    }

    [Fact]
    public void If_a_later_change_fails_the_error_says_which_were_made()
    {
        Prepare();
        Server.On("POST /asset/update", Reply.Json(Sample.Asset(1, "new"))).On("POST /asset/reclassify", Reply.Status(500, "no disk"));

        var error = Command<UpdatePiecesAssetCommand>().Input(s_id).With("Name", "new").With("Language", "py").With("AddTag", "t").Run().SingleError();

        error.Id().ShouldBe("ServerError");
        error.Message().ShouldContain("no disk. Changed before: name.");
        error.ErrorDetails!.RecommendedAction.ShouldNotBeNullOrEmpty();
        Server.Log.ShouldBe([$"GET /assets/{s_id}?transferables=true", "POST /asset/update?transferables=false", "POST /asset/reclassify?transferables=false"]);
    }

    [Fact]
    public void An_asset_without_content_is_not_sent_back()
    {
        Server.On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1, text: null))).On($"GET /assets/{s_id}/formats", Reply.Json(Sample.List()))
            .On($"GET /format/{s_format}", Reply.Status(404, "Route not found"));

        Command<UpdatePiecesAssetCommand>().Input(s_id).With("Name", "new").Run().SingleError().Id().ShouldBe("AssetWithoutContent");

        Server.Requests.ShouldAllBe(static request => request.Method == "GET");
    }

    [Fact]
    public void Tags_need_neither_the_content_nor_an_update_of_the_asset()
    {
        Server.On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1, text: null)), Reply.Json(Sample.Asset(1, text: null, more: $$""", "tags": {"iterable": [{"id":"{{Sample.Id(5)}}","text":"t"}]}""")))
            .On("POST /tags/exists", Reply.Json($$"""{"tag":{"id":"{{Sample.Id(5)}}"} }""")).On($"POST /tag/{Sample.Id(5)}/assets/associate/{s_id}", Reply.NoContent());

        Command<UpdatePiecesAssetCommand>().Input(s_id).With("AddTag", "t").Run().ShouldSucceed();

        Server.Log.ShouldBe(
            [$"GET /assets/{s_id}?transferables=false", "POST /tags/exists", $"POST /tag/{Sample.Id(5)}/assets/associate/{s_id}", $"GET /assets/{s_id}?transferables=false"]);
    }

    [Fact]
    public void Without_changes_the_pipeline_ends_before_anything_is_sent()
    {
        var result = Command<UpdatePiecesAssetCommand>().Input(s_id).With("PassThru").Run();

        result.Terminating!.Id().ShouldBe("NothingToChange");
        result.Terminating!.ErrorDetails!.RecommendedAction.ShouldContain("-RemoveTag");
        Server.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("*.txt", "NotOneFile")]
    [InlineData("*.none", "NoFileMatches")]
    [InlineData("none.txt", "FileNotFound")]
    [InlineData("empty.dat", "FileEmpty")]
    [InlineData(".", "PathIsDirectory")]
    public void A_path_that_is_not_one_file_ends_the_pipeline(string path, string id)
    {
        Folder.Write("a.txt", "x");
        Folder.Write("b.txt", "x");
        Folder.Write("empty.dat", string.Empty);

        Command<UpdatePiecesAssetCommand>().Input(s_id).With("Path", path).Run().Terminating!.Id().ShouldBe(id);

        Server.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("-Text ''")]
    [InlineData("-Name ''")]
    [InlineData("-AddTag ''")]
    [InlineData("-Tag $null")]
    [InlineData("-Language nonsense")]
    [InlineData("-Text a -Path b")]
    public void Values_that_no_one_means_are_rejected(string arguments) =>
        Session.Run($"Update-PiecesAsset {s_id} {arguments}").TerminatingException.ShouldBeAssignableTo<ParameterBindingException>();

    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc\nd", 1, 0)]
    [InlineData("a\nb\nc", "a\nx\nc", 1, 1)]
    [InlineData("a\nb\nc\nd", "b\nc\nx\nd", 1, 1)]
    [InlineData("a\n", "a", 0, 1)]
    [InlineData("a\r\nb", "a\nb", 1, 1)]
    [InlineData("", "a", 1, 1)]
    public void Lines_are_counted(string before, string after, int added, int removed) => LineDifference.Count(before, after).ShouldBe((added, removed));

    /// <summary>A server that reports success and changes nothing.</summary>
    private void Prepare()
    {
        var format = $$"""{"id":"{{s_format}}","asset":"{{s_id}}","classification":{"generic":"CODE","specific":"ps1"},"fragment":{"string":{"raw":"Get-Date"} } }""";
        Server.On($"GET /assets/{s_id}", Reply.Json(Sample.Asset(1))).On("POST /asset/update", Reply.Json(Sample.Asset(1))).On("POST /asset/reclassify", Reply.Json(Sample.Asset(1)))
            .On($"GET /format/{s_format}", Reply.Json(format)).On("POST /format/update/value", Reply.Json(format))
            .On("POST /tags/exists", Reply.Json("{}")).On("POST /tags/create", Reply.Json($$"""{"id":"{{Sample.Id(5)}}","text":"new"}"""))
            .On($"POST /tag/{Sample.Id(5)}/assets/associate/{s_id}", Reply.NoContent())
            .On("POST /annotations/create", Reply.Json($$"""{"id":"{{Sample.Id(6)}}","type":"DESCRIPTION","text":"other"}"""));
    }
}
