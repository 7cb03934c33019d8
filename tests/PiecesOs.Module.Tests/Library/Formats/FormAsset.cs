using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PiecesOs.Module.Tests.Support;

namespace PiecesOs.Module.Tests.Library.Formats;

/// <summary>An asset with everything that a form can show.</summary>
/// <param name="Number">The number from which the IDs are made.</param>
internal sealed partial record FormAsset(int Number)
{
    public string? Name { get; init; } = "asset";

    public string Language { get; init; } = "ps1";

    public string Kind { get; init; } = "CODE";

    public string? Text { get; init; }

    public byte[]? Bytes { get; init; }

    /// <summary>The user's own tags.</summary>
    public string[] OwnTags { get; init; } = [];

    /// <summary>Tags that Pieces added.</summary>
    public string[] OtherTags { get; init; } = [];

    /// <summary>Text, type and mechanism of each annotation.</summary>
    public (string Text, string Type, string Mechanism)[] Annotations { get; init; } = [];

    public (string Url, string? Name)[] Websites { get; init; } = [];

    public bool? Favorite { get; init; }

    public string? Created { get; init; } = "2025-05-20T12:41:46.211Z";

    public string? Updated { get; init; } = "2025-06-21T18:42:02.407636Z";

    /// <summary>The text of a second format.</summary>
    public string? OtherText { get; init; }

    public string Id => Sample.Id(Number);

    /// <summary>The bytes that every form has to reproduce; <see langword="null"/> if there is no content.</summary>
    public byte[]? Content => Bytes ?? (Text is null ? null : Encoding.UTF8.GetBytes(Text));

    public bool HasLoneSurrogate => Text is not null && LoneSurrogate().IsMatch(Text);

    public string ToJson()
    {
        var content = Text is not null ? $$""" , "fragment": {"string": {"raw": {{Quote(Text)}} } }"""
            : Bytes is not null ? $$""" , "file": {"bytes": {"raw": [{{string.Join(',', Bytes)}}]} }""" : string.Empty;
        var other = OtherText is null ? string.Empty
            : $$""" , "formats": {"iterable": [{"id": "{{Sample.Id(Number + 2000)}}", "classification": {"generic": "TEXT", "specific": "txt"}, "fragment": {"string": {"raw": {{Quote(OtherText)}} } } }]}""";
        var name = Name is null ? string.Empty : $"\"name\": {Quote(Name)},";
        var favorite = Favorite is null ? string.Empty : $", \"favorited\": {(Favorite.Value ? "true" : "false")}";
        return $$"""
            {"id": "{{Id}}", {{name}} {{Time("created", Created)}} {{Time("updated", Updated)}}
             "original": {"id": "{{Sample.Id(Number + 1000)}}", "reference": {"id": "{{Sample.Id(Number + 1000)}}", "asset": "{{Id}}",
             "classification": {"generic": "{{Kind}}", "specific": {{Quote(Language)}} }{{content}} } },
             "tags": {"iterable": [{{string.Join(',', OwnTags.Select(tag => TagOf(tag, "MANUAL")).Concat(OtherTags.Select(tag => TagOf(tag, "AUTOMATIC"))))}}]},
             "annotations": {"iterable": [{{string.Join(',', Annotations.Select((annotation, i) => $$"""{"id": "{{Sample.Id((Number * 100) + i)}}", "text": {{Quote(annotation.Text)}}, "type": "{{annotation.Type}}", "mechanism": "{{annotation.Mechanism}}"}"""))}}]},
             "websites": {"iterable": [{{string.Join(',', Websites.Select((site, i) => $$"""{"id": "{{Sample.Id((Number * 100) + i)}}", "url": {{Quote(site.Url)}}{{(site.Name is null ? "" : ", \"name\": " + Quote(site.Name))}} }"""))}}]}{{favorite}}{{other}} }
            """;
    }

    /// <summary>Assets of all kinds that real libraries and hostile ones have.</summary>
    public static FormAsset[] All()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 1, 0xFF, 0xFE];
        string?[] names =
        [
            null, "", "   ", "same", "same", "SAME", "naïve", "nai\u0308ve", "🦄 party", "שלום \u202Eevil", new string('長', 300), "../../etc/passwd", @"a/b\c:d", "CON", "con.txt", "..", ".", "~", "-",
            "__proto__", "[[link]] #tag ^block | x", "<script>alert(1)</script>", "---", "$\\}", "line\r\nbreak\ttab\u0000\u0007", "ends with dot.", "\uD83D lone", "`code` *bold* [a](b)", "index", "Index.md",
        ];
        string[] texts =
        [
            "", "\n", "\n\n", "x", "x\n", "a\nb", "a\r\nb\r\n", "a\r\nb", "\r\n", "a\rb", "a\r\nb\nc", "nul\0", "bell\u0007\u001B[0m\u000C\u000B", "half \uD800 pair", "\uFEFFbom\n", "````\n```` x", "``````````", "~~~\n```\n",
            "---\nname: x\n---\n", "$\\}${1:x}$TM_FILENAME \\$ \\\\ } {", "# Heading\n\n```cs\nvar x = 1;\n```\n\n[[link]]", "</script><!-- --><script>alert(1)</script>", "\u2028\u2029\u0085 x", "    indented\n\ttab  \n\n\n",
            "💥 emoji \uFFFD\uFFFE", "\n\n\nx", "> [!note] Fake\n> text", "&#91;[x]&#93;", new string('y', 150_000) + "\n", new string('z', 1_200_000),
        ];
        var assets = new List<FormAsset>();
        foreach (var name in names)
            assets.Add(new FormAsset(assets.Count + 1) { Name = name, Text = $"content of {assets.Count}\n" });
        foreach (var text in texts)
            assets.Add(new FormAsset(assets.Count + 1) { Name = $"text {assets.Count}", Text = text });
        string[] languages = ["klingon", "CON", "UNKNOWN", "hljs-dos", "py", "md", "dockerfile", ".bashrc", "a/b", "index"];
        foreach (var language in languages)
            assets.Add(new FormAsset(assets.Count + 1) { Name = "same language name", Language = language, Text = language });
        assets.AddRange(
        [
            new(200) { Name = "image", Language = "png", Kind = "IMAGE", Bytes = png, OtherText = "text in the image" },
            new(201) { Name = "empty image.png", Language = "png", Kind = "IMAGE", Bytes = [] },
            new(202) { Name = "text in bytes", Language = "txt", Kind = "TEXT", Bytes = [0xEF, 0xBB, 0xBF, .. "grüße\r\n"u8] },
            new(203) { Name = "not UTF-8", Language = "txt", Kind = "TEXT", Bytes = [0x67, 0xFC, 0xDF] },
            new(204) { Name = "page.html", Language = "html", Bytes = [.. "<script>alert(1)</script>"u8, 0xFF] },
            new(205) { Name = "tool.exe", Language = "exe", Kind = "CODE", Bytes = [.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i * 7))] },
            new(206) { Name = "without content" },
            new(207)
            {
                Name = "with everything", Text = "Get-Date", Favorite = true, OwnTags = ["own", "two words", "2024"], OtherTags = ["how to {x}?", "OWN", "日本語 タグ", "..."],
                Annotations =
                [
                    ("Generated.\nif [[ -f x ]]; then [[[link]]] &#91; é \uD83D\r\n```sh\nif [[ -f y ]]; then\n```\nend ]]", "EXPLANATION", "AUTOMATIC"),
                    ("Mine: [[own]] \u0000 |\n\n> quote", "DESCRIPTION", "MANUAL"), ("Git", "GIT_COMMIT", "MANUAL"), ("odd", "x\\ny", "MANUAL"),
                ],
                Websites = [("https://example.org/?a=1&b=\"2\"", "An <b>example</b>"), ("javascript:alert(1)", null)],
            },
            new(208) { Name = "without times", Text = "x", Created = null, Updated = null, Favorite = false },
            new(209) { Name = "old", Text = "x", Created = "1601-01-01T00:00:00Z", Updated = "9999-12-31T23:59:59.9999999Z" },
            new(210) { Name = "a note in a note", Language = "md", Kind = "TEXT", Text = "---\npieces_note: 1\nid: \"x\"\n---\n\0" },
        ]);
        return [.. assets];
    }

    private string TagOf(string text, string mechanism) => $$"""{"text": {{Quote(text)}}, "mechanisms": {"{{Id}}": "{{mechanism}}"} }""";

    private static string Time(string name, string? value) => value is null ? string.Empty : $$""" "{{name}}": {"value": "{{value}}"}, """;

    /// <summary>Unlike the serializer, this preserves lone surrogates.</summary>
    private static string Quote(string text) => LoneSurrogate().IsMatch(text)
        ? "\"" + string.Concat(text.Select(static character => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture))) + "\""
        : JsonSerializer.Serialize(text);

    [GeneratedRegex(@"[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", RegexOptions.None, 1000)]
    private static partial Regex LoneSurrogate();
}
