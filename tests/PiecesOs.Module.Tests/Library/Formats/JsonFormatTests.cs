using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Formats;

/// <summary>The forms that are one JSON file. The schemas are those of the programs that read them.</summary>
public sealed partial class JsonFormatTests : FormatTest
{
    private const string VSCodeSchema =
        """
        {"type": "object", "additionalProperties": {"type": "object", "required": ["prefix", "body"], "additionalProperties": false, "properties": {
          "prefix": {"type": "string", "pattern": "^\\S+$"}, "body": {"type": "array", "minItems": 1, "items": {"type": "string", "not": {"pattern": "[\r\n]"}}},
          "description": {"type": "string"}, "scope": {"type": "string", "pattern": "^[a-z-]+$"}}}}
        """;

    private const string SnippetsLabSchema =
        """
        {"type": "object", "required": ["contents"], "properties": {"contents": {"type": "object", "required": ["folders", "tags", "snippets"], "properties": {
          "folders": {"type": "array", "items": {"type": "object", "required": ["uuid", "title", "children"], "properties": {"uuid": {"$ref": "#/$defs/uuid"}, "title": {"type": "string"}, "children": {"type": "array"}}}},
          "tags": {"type": "array", "items": {"type": "object", "required": ["uuid", "title"], "properties": {"uuid": {"$ref": "#/$defs/uuid"}, "title": {"type": "string"}}}},
          "snippets": {"type": "array", "items": {"type": "object", "required": ["uuid", "title", "fragments", "tags"], "properties": {
            "uuid": {"$ref": "#/$defs/uuid"}, "title": {"type": "string"}, "tags": {"type": "array", "items": {"$ref": "#/$defs/uuid"}},
            "fragments": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["title", "content", "language", "note"], "properties": {
              "title": {"type": "string"}, "content": {"type": "string"}, "language": {"type": "string"}, "note": {"type": "string"}}}}}}}}}},
         "$defs": {"uuid": {"type": "string", "pattern": "^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$"}}}
        """;

    private const string RaycastSchema =
        """
        {"type": "array", "items": {"type": "object", "required": ["name", "text"], "properties": {
          "name": {"type": "string", "minLength": 1}, "text": {"type": "string", "minLength": 1}, "tags": {"type": "array", "items": {"type": "string"}}}}}
        """;

    [Fact]
    public void Snippets_of_VSCode_insert_the_content()
    {
        var expected = Texts(100 * 1024, isEmptyAllowed: false);
        var result = ConvertAll(LibraryForm.VSCode);

        (result.AssetCount, result.LeftOutCount, result.FileCount).ShouldBe((expected.Length, FormAsset.All().Length - expected.Length, 1));
        var json = File.ReadAllText(PathInOut("pieces.code-snippets"));
        ShouldHaveSchema(json, VSCodeSchema);
        var snippets = JsonElement.Parse(json).EnumerateObject().ToArray();
        snippets.Select(static snippet => snippet.Name).Append("__proto__").Distinct().Count().ShouldBe(expected.Length + 1);
        snippets.Select(static snippet => snippet.Value.GetProperty("prefix").GetString()!.ToUpperInvariant()).Distinct().Count().ShouldBe(expected.Length);
        snippets.Select(static snippet => Insert(snippet.Value.GetProperty("body"))).ShouldBe(expected.Select(static asset => LineEnd().Replace(TextOf(asset), "\n")));
        var everything = snippets.Single(static snippet => snippet.Name == "with everything").Value;
        (everything.GetProperty("prefix").GetString(), everything.GetProperty("scope").GetString()).ShouldBe(("with-everything", "powershell"));
        everything.GetProperty("description").GetString().ShouldBe(FormAsset.All().Single(static asset => asset.Name == "with everything").Annotations[1].Text);
    }

    [Fact]
    public void The_result_and_a_warning_say_what_a_form_cannot_hold()
    {
        ExportLibrary(new(1) { Name = "a", Text = "x" }, new(2) { Name = "b", Language = "png", Kind = "IMAGE", Bytes = [0xFF] }, new(3) { Name = "c", Text = new string('x', 100 * 1024 + 1) });

        var result = Convert(LibraryForm.VSCode).ShouldSucceed();

        result.OutputAs<PiecesConversion>().Single().LeftOutCount.ShouldBe(2);
        result.Warnings.ShouldHaveSingleItem().ShouldStartWith("Assets that the form VSCode cannot hold were left out: 2.");
    }

    [Fact]
    public void SnippetsLab_gets_folders_tags_and_fragments()
    {
        var expected = Texts(10_000_000, isEmptyAllowed: true);
        var result = ConvertAll(LibraryForm.SnippetsLab);

        result.AssetCount.ShouldBe(expected.Length);
        var json = File.ReadAllText(PathInOut("snippetslab.json"));
        ShouldHaveSchema(json, SnippetsLabSchema);
        var contents = JsonElement.Parse(json).GetProperty("contents");
        var snippets = contents.GetProperty("snippets").EnumerateArray().ToArray();
        snippets.Select(static snippet => snippet.GetProperty("fragments")[0].GetProperty("content").GetString()).ShouldBe(expected.Select(TextOf));
        var tags = contents.GetProperty("tags").EnumerateArray().ToDictionary(static tag => tag.GetProperty("uuid").GetString()!, static tag => tag.GetProperty("title").GetString());
        var everything = snippets.Single(static snippet => snippet.GetProperty("title").GetString() == "with everything");
        everything.GetProperty("tags").EnumerateArray().Select(tag => tags[tag.GetString()!]).ShouldBe(["own", "two words", "2024"]);
        everything.GetProperty("fragments")[0].GetProperty("language").GetString().ShouldBe("PowerShell");
        var folders = contents.GetProperty("folders").EnumerateArray().Select(static folder => folder.GetProperty("uuid").GetString()).ToArray();
        snippets.ShouldAllBe(snippet => folders.Contains(snippet.GetProperty("folder").GetString()));
    }

    [Fact]
    public void SnippetsLab_gets_other_formats_as_fragments()
    {
        ExportLibrary(new FormAsset(1) { Name = "a", Text = "main", OtherText = "other" });

        Convert(LibraryForm.SnippetsLab).ShouldSucceed();

        JsonElement.Parse(File.ReadAllText(PathInOut("snippetslab.json"))).GetProperty("contents").GetProperty("snippets")[0].GetProperty("fragments").EnumerateArray()
            .Select(static fragment => fragment.GetProperty("content").GetString()).ShouldBe(["main", "other"]);
    }

    [Fact]
    public void Raycast_gets_names_texts_and_tags()
    {
        var expected = Texts(1_000_000, isEmptyAllowed: false);
        var result = ConvertAll(LibraryForm.Raycast);

        result.AssetCount.ShouldBe(expected.Length);
        var json = File.ReadAllText(PathInOut("raycast.json"));
        ShouldHaveSchema(json, RaycastSchema);
        JsonElement.Parse(json).EnumerateArray().Select(static snippet => snippet.GetProperty("text").GetString()).ShouldBe(expected.Select(TextOf));
    }

    private static FormAsset[] Texts(int maxBytes, bool isEmptyAllowed) => [.. FormAsset.All()
        .Where(asset => (asset.Text is not null || asset.Number == 202) && !asset.HasLoneSurrogate && asset.Content!.Length <= maxBytes && (isEmptyAllowed || asset.Content.Length > 0))];

    private static string TextOf(FormAsset asset) => asset.Text ?? Encoding.UTF8.GetString(asset.Bytes!);

    /// <summary>What remains of a snippet without variables. An unescaped character with a meaning is a failure.</summary>
    private static string Insert(JsonElement body)
    {
        var text = string.Join('\n', body.EnumerateArray().Select(static line => line.GetString()));
        Escaped().Replace(text, string.Empty).ShouldNotContain('$');
        Escaped().Replace(text, string.Empty).ShouldNotContain('\\');
        return Escaped().Replace(text, static match => match.Groups["character"].Value);
    }

    [GeneratedRegex(@"\\(?<character>[\\$}])", RegexOptions.None, 1000)]
    private static partial Regex Escaped();

    [GeneratedRegex("\r\n|\r", RegexOptions.None, 1000)]
    private static partial Regex LineEnd();
}
