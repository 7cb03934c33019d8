using System.Text;
using System.Text.Json;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

public sealed class VSCodeSourceTests(ImportSandbox sandbox) : SourceTest(sandbox)
{
    private const string Snippets =
        """
        {
            // A comment, as VS Code writes it into a new file.
            "For each": {
                "scope": "unknown-language,powershell,csharp",
                "prefix": ["fe", "foreach"],
                "body": [
                    "foreach (\\$item in \\$items) {",
                    "\tC:\\\\temp /* kept */ // kept",
                    "\\}"
                ],
                "description": "Loops // over items",
            },
            "Log": { "prefix": "log", "body": "console.log(${1:value}, \\$HOME, $TM_FILENAME)$0", "scope": "javascript" }, /* the end */
            "Plain": { "prefix": "plain", "body": "cost: 5$ (a $ b)" },
        }
        """;

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with mark")]
    [InlineData("utf-16")]
    [InlineData("utf-16 big-endian")]
    [InlineData("cr lf")]
    public async Task A_file_of_snippets_is_imported_from_any_encoding(string encoding)
    {
        Write("my.code-snippets", encoding == "cr lf" ? Snippets.ReplaceLineEndings("\r\n") : Snippets, encoding switch
        {
            "utf-8 with mark" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            "utf-16" => Encoding.Unicode,
            "utf-16 big-endian" => Encoding.BigEndianUnicode,
            _ => null,
        });

        var results = ImportTwice("my.code-snippets");

        results.Select(static one => (one.Name, one.SourceId)).ShouldBe([("For each", "#1"), ("Log", "#2"), ("Plain", "#3")]);
        var stored = await StoredAsync();
        stored.Select(static one => one.Content).ShouldBe(
            ["foreach ($item in $items) {\n\tC:\\temp /* kept */ // kept\n}", "console.log(${1:value}, \\$HOME, $TM_FILENAME)$0", "cost: 5$ (a $ b)"]);
        stored[0].Language.ShouldBe("ps1");
        stored[0].Annotations.ShouldBe("DESCRIPTION:Loops // over items");
        stored[1].Language.ShouldBe("js");
    }

    [Theory]
    [InlineData("no escapes", "no escapes")]
    [InlineData(@"\$HOME", "$HOME")]
    [InlineData(@"if (x) { y \}", "if (x) { y }")]
    [InlineData(@"C:\\new", @"C:\new")]
    [InlineData(@"\n stays, \\\$", @"\n stays, \$")]
    [InlineData(@"ends with \", @"ends with \")]
    [InlineData("$1", "$1")]
    [InlineData(@"${1:a\}b} \$x", @"${1:a\}b} \$x")]
    [InlineData(@"${1|one,two|} \\", @"${1|one,two|} \\")]
    [InlineData(@"$CLIPBOARD \}", @"$CLIPBOARD \}")]
    [InlineData(@"${TM_FILENAME/(.*)\..+$/$1/} \$", @"${TM_FILENAME/(.*)\..+$/$1/} \$")]
    [InlineData(@"$(command) $$ $", "$(command) $$ $")]
    public void Escapes_are_removed_unless_there_is_a_placeholder(string body, string text) => VSCodeBody.ToText(body).ShouldBe(text);

    /// <summary>The escapes that an export writes, for any text.</summary>
    [Fact]
    public void An_escaped_text_comes_back()
    {
        const string Characters = "$}{\\ab1_|:/\n\r\t\"é😀";
        var random = new Random(14);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 30)).Select(_ => Characters[random.Next(Characters.Length)])]);
            VSCodeBody.ToText(text.Replace("\\", "\\\\").Replace("$", "\\$").Replace("}", "\\}")).ShouldBe(text);
        }
    }

    /// <summary>A file of snippets cannot have two members of one name, and a list of lines has no line ends.</summary>
    [Fact]
    public async Task Exported_snippets_are_recognized_in_the_library_they_are_from()
    {
        Session.Run(
            """
            New-PiecesAsset "one`r`ntwo" same -Connection $server | Out-Null
            New-PiecesAsset "one`r`ntwo" same -Connection $server | Out-Null
            New-PiecesAsset 'three' same -Connection $server | Out-Null
            """,
            ("server", Sandbox.Address.OriginalString)).Errors.ShouldBeEmpty();
        Write("pieces.code-snippets", """{"same":{"body":["one","two"]},"same (2)":{"body":["one","two"]},"same (3)":{"body":["three"]},"same (4)":{"body":["three"]}}""");

        ImportAll("pieces.code-snippets").Select(static one => one.Action)
            .ShouldBe([PiecesImportAction.Skipped, PiecesImportAction.Skipped, PiecesImportAction.Skipped, PiecesImportAction.Created]);
        (await StoredAsync()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_folder_of_a_user_has_one_file_for_each_language()
    {
        Write("snippets/powershell.json", """{"Date": {"body": "Get-Date"}}""");
        Write("snippets/global.code-snippets", """{"Any": {"body": ["a", "b"], "scope": "python"}, "Date": {"body": "Get-Date"}}""");

        ImportTwice("snippets").Select(static one => (one.Name, one.SourceId)).ShouldBe(
            [("Any", "global.code-snippets#1"), ("Date", "global.code-snippets#2"), ("Date", "powershell.json#1")]);

        (await StoredAsync()).Select(static one => one.Name).ShouldBe(["Any", "Date", "Date"]);
    }

    [Fact]
    public async Task A_bad_snippet_among_a_thousand_is_skipped_with_a_reason()
    {
        var members = Enumerable.Range(1, 1_000).Select(static number => $$"""  "Snippet {{number}}": {"body": "text {{number}}"}""").ToList();
        members.InsertRange(500, [""" "number": 5""", """ "no body": {"prefix": "x"}""", """ "wrong": {"body": {"a": 1} }""", """ "mixed": {"body": ["a", 1]}""", """ "empty": {"body": []}""", """ "null": null"""]);
        Write("bad.code-snippets", "{" + string.Join(",\n", members) + "}");

        var results = ImportTwice("bad.code-snippets");

        results.Where(static one => one.Action == PiecesImportAction.Skipped).Select(static one => (one.Name, one.Reason)).ShouldBe(
            [("number", "It has no body."), ("no body", "It has no body."), ("wrong", "It has no body."), ("mixed", "It has no body."), ("empty", "Its body is empty."), ("null", "It has no body.")]);
        (await StoredAsync()).Count.ShouldBe(1_000);
    }

    [Theory]
    [InlineData("{\n  \"a\": {\"body\": \"x\"},\n  \"b\": {\"body\": \"x\" \"y\"}\n}", 3)]
    [InlineData("{\n  \"a\": {\"body\": \"x\"", 2)]
    [InlineData("{\"a\": {\"body\": \"x\"}}\n}", 2)]
    [InlineData("not JSON", 1)]
    [InlineData("", 1)]
    public async Task Invalid_JSON_is_an_error_that_names_the_place_before_anything_is_sent(string text, int line)
    {
        Write("folder/a.code-snippets", """{"good": {"body": "good"}}""");
        Write("folder/broken.code-snippets", text);

        var error = Import("folder").Run().SingleError();

        error.Id().ShouldBe("InvalidJson");
        error.Message().ShouldContain($"broken.code-snippets' is not valid JSON: line {line},");
        (await CountCreateRequestsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task WhatIf_names_each_snippet_and_where_it_is_from()
    {
        Write("my.code-snippets", Snippets);
        await Sandbox.ClearRequestsAsync();

        var result = Import("my.code-snippets").With("Verbose").WhatIf().Run().ShouldSucceed();

        result.Questions.Select(static question => question.Target).ShouldBe(["For each", "Log", "Plain"]);
        result.Questions[1].Action.ShouldStartWith("Import from '#2' into ");
        result.Output.ShouldBeEmpty();
        result.Verbose.ShouldContain(static line => line.EndsWith("is read as snippets of VS Code.", StringComparison.Ordinal));
        result.Verbose.ShouldContain(static line => line.EndsWith("3 snippets, 3 new, 0 skipped, 0 unreadable.", StringComparison.Ordinal));
        (await CountCreateRequestsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_large_snippet_is_read_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(static number => $"line {number} é\n"));
        Write("large.code-snippets", "{ \"small\": {\"body\": \"x\"}, \"large\": {\"body\": " + JsonSerializer.Serialize(text) + "} }");

        ImportTwice("large.code-snippets");

        (await StoredAsync())[0].Content.ShouldBe(text);
    }
}
