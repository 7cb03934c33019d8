using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

public sealed class RecognitionTests(ImportSandbox sandbox) : SourceTest(sandbox)
{
    private const string Raycast = """[{"name": "one", "text": "1"}]""";
    private const string Code = """{"one": {"body": "1"}}""";

    [Theory]
    [InlineData("x.json", Raycast, "JSON of Raycast")]
    [InlineData("x.json", Code, "snippets of VS Code")]
    [InlineData("x.json", """{"contents": {"snippets": [{"title": "one", "fragments": [{"content": "1"}]}]}}""", "JSON of SnippetsLab")]
    [InlineData("x.json", """{"snippets": [{"name": "one", "content": [{"value": "1"}]}]}""", "JSON or a vault of massCode")]
    [InlineData("x.JSON", Raycast, "JSON of Raycast")]
    [InlineData("folder/x.json", Raycast, "JSON of Raycast")]
    [InlineData("folder/x.code-snippets", Code, "snippets of VS Code")]
    [InlineData("folder/x.json", Code, "files")]
    [InlineData("folder/x.json", """{"data": 1}""", "files")]
    [InlineData("folder/x.json", "broken", "files")]
    [InlineData("folder/manifest.json", """{"formatVersion": 1}""", "files")]
    [InlineData("folder/note.md", "---\npieces_note: 1\ncontent: \"fence\"\n---\n```\n1\n```\n", "Markdown notes of Export-PiecesLibrary")]
    [InlineData("folder/note.md", "---\ntags: [x]\n---\nA note of Obsidian", "files")]
    public async Task The_form_is_recognized(string file, string text, string form)
    {
        Write(file, text);

        var result = Import(file.StartsWith("folder", StringComparison.Ordinal) ? "folder" : file).With("Verbose").Run().ShouldSucceed();

        result.Verbose.ShouldContain(line => line.EndsWith($"is read as {form}.", StringComparison.Ordinal));
        (await StoredAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public void A_folder_of_snippets_among_other_files_is_read_in_the_form_that_the_user_specified()
    {
        Write("folder/x.code-snippets", Code);
        Write("folder/readme.txt", "read me");

        ImportAll("folder").Select(static one => one.Name).ShouldBe(["readme.txt", "x.code-snippets"]);
        Import("folder").With("As", PiecesImportForm.VSCode).Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single().Name.ShouldBe("one");
    }

    [Fact]
    public void A_file_that_can_be_read_in_several_ways_is_a_question()
    {
        Write("both.json", """{"snippets": [{"name": "one", "content": [{"value": "1"}], "text": "1"}]}""");

        var error = Import("both.json").Run().SingleError();

        error.Id().ShouldBe("SourceAmbiguous");
        error.Message().ShouldContain("JSON or a vault of massCode, JSON of Raycast");
        Import("both.json").With("As", "MassCode").Run().ShouldSucceed().Output.ShouldHaveSingleItem();
        Import("both.json").With("As", "Raycast").Run().ShouldSucceed().OutputAs<PiecesImportResult>().Single().Action.ShouldBe(PiecesImportAction.Skipped, "it is the same");
    }

    [Theory]
    [InlineData("data.json", """{"data": 1}""", "SourceNotRecognized")]
    [InlineData("data.json", "[]", "SourceNotRecognized")]
    [InlineData("data.txt", "text", "SourceNotRecognized")]
    [InlineData("data.json", "[1,", "InvalidJson")]
    public async Task A_file_of_no_form_is_an_error(string file, string text, string id)
    {
        Write(file, text);

        Import(file).Run().SingleError().Id().ShouldBe(id);
        (await CountCreateRequestsAsync()).ShouldBe(0);
    }

    [Fact]
    public void A_folder_without_files_is_an_error_that_says_what_was_looked_for()
    {
        Directory.CreateDirectory(Folder.PathOf("empty"));

        var error = Import("empty").Run().SingleError();

        error.Id().ShouldBe("SourceNotRecognized");
        error.Message().ShouldContain("an export of Export-PiecesLibrary, Markdown notes of Export-PiecesLibrary, clones of gists, JSON of SnippetsLab, JSON or a vault of massCode, JSON of Raycast, snippets of VS Code, files");
    }

    [Theory]
    [InlineData("folder", "Raycast")]
    [InlineData("folder", "VSCode")]
    [InlineData("folder/readme.txt", "Files")]
    [InlineData("folder/readme.txt", "Library")]
    [InlineData("folder/readme.txt", "Markdown")]
    public void A_form_that_the_user_specified_must_be_possible(string path, string form)
    {
        Write("folder/readme.txt", "read me");

        Import(path).With("As", form).Run().SingleError().Id().ShouldBe("SourceNotRecognized");
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("env:PATH")]
    [InlineData("nodrive:\\x")]
    public void A_path_that_does_not_exist_is_an_error(string path) => Import(path).Run().SingleError().Id().ShouldBe("SourceNotFound");

    [Fact]
    public void An_export_that_was_interrupted_is_not_a_folder_of_files()
    {
        Write("export/assets.jsonl.partial", "");
        Write("export/content/one.ps1", "1");

        Import("export").Run().SingleError().Id().ShouldBe("ExportNotFound");
    }
}
