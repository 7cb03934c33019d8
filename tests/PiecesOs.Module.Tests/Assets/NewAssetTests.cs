using System.Management.Automation;
using System.Text.Json;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Assets;

public sealed class NewAssetTests : FileTest
{
    [Fact]
    public void Text_is_saved_with_the_application_that_the_server_registered()
    {
        var result = Command<NewPiecesAssetCommand>().With("Text", "Get-Date # ü \"quoted\"").Run().ShouldSucceed();

        result.OutputAs<Asset>().Single().Id.ShouldBe(Sample.Id(1));
        Server.Requests.Select(static request => request.ToString()).ShouldBe(["POST /connect", "POST /assets/create"]);
        Server.Requests[0].Json.GetProperty("application").GetProperty("name").GetString().ShouldBe("OPEN_SOURCE");
        Server.Requests[1].Json.GetProperty("type").GetString().ShouldBe("SEEDED_ASSET");
        SentText.ShouldBe("Get-Date # ü \"quoted\"");
        SentSeed.GetProperty("application").GetRawText().ShouldBe(JsonElement.Parse(Sample.Context()).GetProperty("application").GetRawText());
        SentSeed.GetProperty("metadata").GetRawText().ShouldBe("""{"mechanism":"MANUAL"}""");
        SentSeed.GetProperty("format").GetProperty("fragment").TryGetProperty("metadata", out _).ShouldBeFalse();
    }

    [Fact]
    public void Name_language_tags_and_description_are_sent()
    {
        Command<NewPiecesAssetCommand>().With("Text", "x").With("Name", "a title").With("Language", "cs")
            .With("Tag", new[] { "one", "two" }).With("Description", "what it does").Run().ShouldSucceed();

        SentSeed.GetProperty("metadata").GetRawText().ShouldBe(
            """{"mechanism":"MANUAL","name":"a title","tags":[{"text":"one","mechanism":"MANUAL"},{"text":"two","mechanism":"MANUAL"}],"annotations":[{"type":"DESCRIPTION","text":"what it does","mechanism":"MANUAL"}]}""");
        SentSeed.GetProperty("format").GetProperty("fragment").GetProperty("metadata").GetRawText().ShouldBe("""{"ext":"cs"}""");
    }

    [Fact]
    public void Each_string_from_the_pipeline_becomes_an_asset_with_one_registration_for_all()
    {
        Command<NewPiecesAssetCommand>().Input("first", "second").Run().ShouldSucceed().Output.Count.ShouldBe(2);

        Server.Requests.Select(static request => request.Path).ShouldBe(["/connect", "/assets/create", "/assets/create"]);
        Server.Requests.ShouldContain(static request => request.BodyText.Contains("first", StringComparison.Ordinal));
        Server.Requests.ShouldContain(static request => request.BodyText.Contains("second", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("./missing.ps1")]
    [InlineData(@"..\scripts\missing.ps1")]
    [InlineData("~/missing.ps1")]
    [InlineData(@"Z:\scripts\missing.ps1")]
    public void Text_that_looks_like_the_path_of_a_missing_file_is_saved_with_a_warning(string text)
    {
        var result = Command<NewPiecesAssetCommand>().With("Text", text).Run().ShouldSucceed();

        SentText.ShouldBe(text);
        result.Warnings.ShouldHaveSingleItem().ShouldContain("If you meant a file");
    }

    [Theory]
    [InlineData("./build.sh test")]
    [InlineData("./run")]
    [InlineData("/etc/hosts.allow.old")]
    [InlineData("see ./missing.ps1")]
    [InlineData("./missing.ps1\n./other.ps1")]
    [InlineData("~")]
    public void Other_text_is_saved_without_a_warning(string text) =>
        Command<NewPiecesAssetCommand>().With("Text", text).Run().ShouldSucceed().Warnings.ShouldBeEmpty();

    [Theory]
    [InlineData("powershll", "powershell.")]
    [InlineData("pyhton", "python, ")]
    [InlineData("Kotln", "kotlin.")]
    public void An_unknown_language_is_rejected_with_the_most_similar_ones(string language, string first)
    {
        var result = Command<NewPiecesAssetCommand>().With("Text", "x").With("Language", language).Run();

        result.TerminatingException!.Message.ShouldContain($"Similar ones are {first}");
        Server.Log.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_command_on_the_same_connection_does_not_register_again()
    {
        Command<NewPiecesAssetCommand>().With("Text", "x").Run().ShouldSucceed();
        Command<NewPiecesAssetCommand>().With("Text", "y").Run().ShouldSucceed();

        Server.Requests.Count(static request => request.Path == "/connect").ShouldBe(1);
    }

    [Fact]
    public void A_line_from_Get_Content_is_saved_as_text_despite_its_path_property()
    {
        var line = new PSObject("a line");
        line.Properties.Add(new PSNoteProperty("PSPath", Folder.Write("x.txt", "other")));
        line.Properties.Add(new PSNoteProperty("ReadCount", 1L));

        Command<NewPiecesAssetCommand>().Input(line).Run().ShouldSucceed();

        SentText.ShouldBe("a line");
    }

    [Fact]
    public void A_row_with_Text_Name_and_Language_columns_is_saved_as_text_with_a_title()
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Text", "SELECT 1"));
        row.Properties.Add(new PSNoteProperty("Name", "query"));
        row.Properties.Add(new PSNoteProperty("Language", "sql"));

        Command<NewPiecesAssetCommand>().Input(row).Run().ShouldSucceed();

        SentText.ShouldBe("SELECT 1");
        SentName.ShouldBe("query");
    }

    [Fact]
    public void An_object_that_is_not_text_is_rejected_and_the_others_are_saved()
    {
        var result = Command<NewPiecesAssetCommand>().Input(TimeSpan.Zero, "text").Run();

        result.SingleError().Message().ShouldContain("An object of type TimeSpan is not text");
        result.Output.Count.ShouldBe(1);
        SentText.ShouldBe("text");
    }

    [Fact]
    public void An_empty_string_is_rejected_and_the_others_are_saved()
    {
        var result = Command<NewPiecesAssetCommand>().Input(string.Empty, "text").Run();

        result.SingleError().Id().ShouldStartWith("ParameterArgumentValidationError");
        SentText.ShouldBe("text");
    }

    [Fact]
    public void A_large_text_is_sent_completely_and_its_content_is_not_requested()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789abcdef", 100_000));

        Command<NewPiecesAssetCommand>().With("Text", text).Run().ShouldSucceed();

        Server.RequestTo("/assets/create").Query.ShouldBe("transferables=false");
        (SentText == text).ShouldBeTrue();
    }
}
