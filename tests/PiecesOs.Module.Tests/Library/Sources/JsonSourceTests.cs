using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Sources;

/// <summary>JSON of SnippetsLab, massCode and Raycast, in the forms that their public sources describe.</summary>
public sealed class JsonSourceTests(ImportSandbox sandbox) : SourceTest(sandbox)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SnippetsLab(bool tagsFirst)
    {
        const string Tags = """ "tags": [{"uuid": "T-1", "title": "web"}, {"uuid": "T-2", "title": "two words"}], """;
        var json = $$"""
            {"app": "2.6.4", "schema": "2.6", "contents": {
              {{(tagsFirst ? Tags : "")}}
              "folders": [{"uuid": "F-1", "title": "Frontend", "children": [{"uuid": "F-2", "title": "Vue"}]}],
              "smartGroups": [{"uuid": "G-1", "title": "Recent"}],
              "snippets": [
                {"uuid": "S-1", "title": "Request", "folder": "F-2", "tags": ["t-1", "T-2"], "githubHTMLURL": "https://gist.github.com/ada/abc",
                 "fragments": [{"uuid": "A", "title": "Fragment", "content": "curl -s \u00e9\r\n", "language": "BashLexer", "note": "Why\nand how", "attachments": []}]},
                {"uuid": "S-2", "title": "Helper", "tags": [], "fragments": [
                  {"title": "index.js", "content": "export default {}", "language": "JavascriptLexer"},
                  {"title": "readme.md", "content": "# Notes", "language": "TextLexer", "note": ""},
                  {"title": "empty", "content": "", "language": "TextLexer"}]},
                {"uuid": "S-3", "title": "Nothing", "fragments": []}]{{(tagsFirst ? "" : ", " + Tags.TrimEnd(' ', ','))}}
            } }
            """;
        Write("snippetslab.json", json);

        var results = ImportTwice("snippetslab.json");

        results.Select(static one => (one.Name, one.SourceId, one.Reason)).ShouldBe(
        [
            ("Request", "S-1", null), ("Helper - index.js", "S-2#1", null), ("Helper - readme.md", "S-2#2", null),
            ("Helper - empty", "S-2#3", "The fragment has no content."), ("Nothing", "S-3", "It has no fragments."),
        ]);
        (await StoredAsync()).ShouldBe(
        [
            new Imported("Helper - index.js", "js", "export default {}", true, "", "", "", false),
            new Imported("Helper - readme.md", "md", "# Notes", true, "", "", "", false),
            new Imported("Request", "sh", "curl -s é\r\n", true, "web|two words", "DESCRIPTION:Why\nand how", "https://gist.github.com/ada/abc https://gist.github.com/ada/abc", false),
        ]);
    }

    [Fact]
    public async Task MassCode()
    {
        Write("db.json", """
            {"folders": [{"id": "f1", "name": "Inbox", "isSystem": true, "defaultLanguage": "plain_text", "parentId": null, "index": 0}],
             "snippets": [
              {"id": "s1", "name": "Sort", "isDeleted": false, "isFavorites": true, "folderId": "f1", "tagsIds": ["t1", "gone"], "description": "Sorts",
               "content": [{"label": "Fragment 1", "language": "c_cpp", "value": "std::sort(a, b);"}], "createdAt": 1650000000000, "updatedAt": 1650000000000},
              {"id": "s2", "name": "Page", "isDeleted": false, "isFavorites": false, "folderId": "f1", "tagsIds": [], "description": null,
               "content": [{"label": "html", "language": "html", "value": "<p>"}, {"label": "css", "language": "css", "value": "p { }"}, {"label": "js", "language": "javascript", "value": null}]},
              {"id": "s3", "name": "Trash", "isDeleted": true, "content": [{"label": "x", "language": "plain_text", "value": "gone"}]}],
             "tags": [{"id": "t1", "name": "algorithms"}]}
            """);

        var results = ImportTwice("db.json");

        results.Select(static one => (one.Name, one.SourceId, one.Reason)).ShouldBe(
        [
            ("Sort", "s1", null), ("Page - html", "s2#1", null), ("Page - css", "s2#2", null), ("Page - js", "s2#3", "The fragment has no content."),
            ("Trash", "s3", "It is in the trash of massCode."),
        ]);
        (await StoredAsync()).ShouldBe(
        [
            new Imported("Page - css", "css", "p { }", true, "", "", "", false),
            new Imported("Page - html", "html", "<p>", true, "", "", "", false),
            new Imported("Sort", "cpp", "std::sort(a, b);", true, "algorithms", "DESCRIPTION:Sorts", "", true),
        ]);
    }

    [Theory]
    [InlineData("vault/code")]
    [InlineData("vault")]
    public async Task The_vault_of_massCode(string path)
    {
        Write("vault/code/.masscode/state.json", """{"version": 3, "tags": [{"id": 7, "name": "algorithms"}], "snippets": []}""");
        Write("vault/code/Work/Sort.md",
            """
            ---
            contents:
              - id: 1
                label: 'one: two'
                language: c_cpp
              - id: 2
                label: Usage
                language: markdown
            createdAt: 1750000000000
            description: |-
              First line

              Third line
            folderId: 2
            id: 5
            isDeleted: 0
            isFavorites: 1
            name: 'Sort: it''s'
            tags:
              - 7
              - 99
            updatedAt: 1750000000000
            ---

            ## Fragment: one: two
            ```c_cpp
            sort();

            ```

            ## Fragment: Usage
            ````markdown
            ## Fragment: not one
            ```cpp
            sort();
            ```
            ````

            """);
        Write("vault/code/.masscode/inbox/Loose.md", "---\nname: Loose\ndescription: null\ntags: []\nisDeleted: 0\nisFavorites: 0\n---\n\n## Fragment: Fragment 1\n```plain_text\nloose\n```\n");
        Write("vault/code/.masscode/trash/Gone.md", "---\nname: Gone\nisDeleted: 1\n---\n\n## Fragment: x\n```plain_text\ngone\n```\n");
        Write("vault/code/Work/.meta.yaml", "id: 2\nname: Work\n");
        Write("vault/notes/Mine.md", "---\nname: Mine\n---\nA note\n");

        ImportTwice(path).Select(static one => one.SourceId).ShouldBe(
            new[] { "Work/Sort.md#1", "Work/Sort.md#2", ".masscode/inbox/Loose.md" }.Select(id => path == "vault" ? "code/" + id : id));

        (await StoredAsync()).ShouldBe(
        [
            new Imported("Loose", "txt", "loose", true, "", "", "", false),
            new Imported("Sort: it's - Usage", "md", "## Fragment: not one\n```cpp\nsort();\n```", true, "algorithms", "DESCRIPTION:First line\n\nThird line", "", true),
            new Imported("Sort: it's - one: two", "cpp", "sort();\n", true, "algorithms", "DESCRIPTION:First line\n\nThird line", "", true),
        ]);
    }

    [Theory]
    [InlineData("LIST")]
    [InlineData("{\"snippets\": LIST}")]
    [InlineData("{\"version\": 1, \"items\": LIST}")]
    public async Task Raycast(string form)
    {
        const string List = """[{"name": "Commit", "text": "git commit -m \"{clipboard}\"", "keyword": "gc", "tags": ["git", ""]}, {"id": "r2", "title": "Old", "content": "old"}, {"name": "None"}, 5, "text"]""";
        Write("Snippets.json", form.Replace("LIST", List, StringComparison.Ordinal));

        var results = ImportTwice("Snippets.json");

        results.Select(static one => (one.Name, one.SourceId, one.Reason)).ShouldBe(
            [("Commit", "#1", null), ("Old", "r2", null), ("None", "#3", "It has no text."), (null, "#4", "It has no text."), (null, "#5", "It has no text.")]);
        (await StoredAsync()).Select(static one => (one.Name, one.Content, one.Tags)).ShouldBe([("Commit", "git commit -m \"{clipboard}\"", "git"), ("Old", "old", "")]);
    }

    [Fact]
    public async Task A_thousand_equal_snippets_stay_a_thousand()
    {
        var snippets = Enumerable.Repeat("""{"name": "same", "text": "same", "tags": ["tag"]}""", 1_000);
        Write("equal.json", "[" + string.Join(',', snippets) + "]");

        ImportTwice("equal.json").Count.ShouldBe(1_000);

        (await Sandbox.GetRequestsAsync()).GroupBy(static request => request.Path, StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => same.Count(), StringComparer.Ordinal)
            .Where(static request => request.Value > 4).ShouldBe([KeyValuePair.Create("/assets/create", 1_000)]);
        (await StoredAsync()).Count(static one => one is { Name: "same", Content: "same" }).ShouldBe(1_000);
    }

    /// <summary>Members of wrong types, hostile names and paths, half surrogate pairs: an item is imported as text, or skipped.</summary>
    [Fact]
    public async Task Any_member_can_be_anything()
    {
        Write("secret.txt", "secret");
        string[] values = ["null", "true", "5", "1e400", "[]", "{}", "\"\"", "[[[]]]", "\"../secret.txt\"", "\"/etc/passwd\"", "\"\\ud800 half\"", "\"\\u0000\\u001b[31m\""];
        var snippets = new List<string>();
        foreach (var value in values)
        {
            snippets.Add($$"""{"uuid": {{value}}, "title": {{value}}, "tags": {{value}}, "fragments": [{"content": "kept {{snippets.Count}}", "title": {{value}}, "language": {{value}}, "note": {{value}}, "file": {{value}} }]}""");
            snippets.Add($$"""{"title": "fragments {{snippets.Count}}", "fragments": {{value}} }""");
            snippets.Add($$"""{"title": "content {{snippets.Count}}", "fragments": [{"content": {{value}} }]}""");
            snippets.Add(value);
        }

        Write("any.json", $$"""{"contents": {"tags": [{{string.Join(',', values)}}], "snippets": [{{string.Join(',', snippets)}}]} }""");

        var result = Import("any.json").Run();
        result.TerminatingException.ShouldBeNull();
        result.Errors.ShouldBeEmpty();

        result.OutputAs<PiecesImportResult>().Count.ShouldBe(snippets.Count);
        var stored = await StoredAsync();
        stored.Count(static one => one.Content.StartsWith("kept ", StringComparison.Ordinal)).ShouldBe(values.Length);
        stored.ShouldNotContain(static one => one.Content == "secret");
        Import("any.json").Run().OutputAs<PiecesImportResult>().ShouldAllBe(static one => one.Action == PiecesImportAction.Skipped);
    }

    [Theory]
    [InlineData("BashLexer", "sh")]
    [InlineData("CSharpLexer", "cs")]
    [InlineData("CppLexer", "cpp")]
    [InlineData("JavascriptLexer", "js")]
    [InlineData("ObjectiveCLexer", "m")]
    [InlineData("PostgresLexer", "sql")]
    [InlineData("PowerShellLexer", "ps1")]
    [InlineData("TextLexer", "txt")]
    [InlineData("SLexer", "r")]
    [InlineData("plain_text", "txt")]
    [InlineData("golang", "go")]
    [InlineData("c_cpp", "cpp")]
    [InlineData("shellscript", "sh")]
    [InlineData("typescriptreact", "tsx")]
    [InlineData("dockerfile", "dockerfile")]
    [InlineData("C#", "cs")]
    [InlineData("Objective-C", "m")]
    [InlineData("Shell", "sh")]
    [InlineData("JavaScript React", "jsx")]
    [InlineData("Markdown", "md")]
    [InlineData("klingon", null)]
    [InlineData("", null)]
    public void Languages_of_other_programs(string name, string? language) => SourceLanguage.Find(name).ShouldBe(language);
}
