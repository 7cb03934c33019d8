using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace PiecesOs.Module.Tests.Library.Formats;

/// <summary>Reads vaults with Markdig and YamlDotNet, by the rules in docs/markdown-vault.md.</summary>
public sealed partial class MarkdownFormatTests : FormatTest
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation().UsePipeTables().Build();
    private static readonly IDeserializer s_yaml = new DeserializerBuilder().Build();

    [Fact]
    public void Every_asset_is_a_note_that_reads_back_exactly()
    {
        var assets = FormAsset.All();
        var result = ConvertAll(LibraryForm.Markdown);

        (result.AssetCount, result.LeftOutCount, result.KeptFileCount).ShouldBe((assets.Length, 0, 0));
        result.FileCount.ShouldBe(OutFiles.Length);
        var notes = Notes().ToDictionary(static note => (string)note.FrontMatter["id"]);
        notes.Count.ShouldBe(assets.Length);
        OutFiles.ShouldNotContain(static path => path.StartsWith("attachments/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal));
        foreach (var asset in assets)
        {
            var note = notes[asset.Id];
            var about = $"{asset.Number} in {note.Path}";
            note.FrontMatter.TryGetValue("name", out var name).ShouldBe(asset.Name is not null, about);
            if (asset.Name is not null)
                name.ShouldBe(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(asset.Name)), about);
            note.FrontMatter["language"].ShouldBe(asset.Language, about);
            if (asset.Content is null)
            {
                note.FrontMatter["content"].ShouldBe("none");
                continue;
            }

            note.Content!.SequenceEqual(asset.Content).ShouldBeTrue($"content of {about}");
            note.FrontMatter["bytes"].ShouldBe(asset.Content.Length.ToString(CultureInfo.InvariantCulture), about);
            note.FrontMatter["sha256"].ShouldBe(System.Convert.ToHexStringLower(SHA256.HashData(asset.Content)), about);
        }
    }

    [Fact]
    public void Ordinary_text_is_in_fences_and_everything_else_in_attachments()
    {
        ConvertAll(LibraryForm.Markdown);

        var attached = Notes().Where(static note => (string)note.FrontMatter["content"] == "attachment").Select(static note => (string)note.FrontMatter["id"]).ToArray();
        var expected = FormAsset.All().Where(static asset => asset.Content is { } content && (asset.HasLoneSurrogate || content.Length > 1_000_000 || IsUnfit(asset))).Select(static asset => asset.Id);
        attached.ShouldBe(expected, ignoreOrder: true);

        static bool IsUnfit(FormAsset asset) => asset.Text is { } text
            ? text.Contains('\0', StringComparison.Ordinal) || text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\r', StringComparison.Ordinal)
                || (text.Contains("\r\n", StringComparison.Ordinal) && text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal))
            : asset.Number != 202;
    }

    [Fact]
    public void A_vault_whose_line_ends_were_changed_reads_back_the_same()
    {
        ConvertAll(LibraryForm.Markdown);
        foreach (var path in Directory.EnumerateFiles(Out, "*.md", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(path);
            text.ShouldNotContain('\r');
            File.WriteAllText(path, text.Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        var notes = Notes().ToDictionary(static note => (string)note.FrontMatter["id"]);
        FormAsset.All().Where(static asset => asset.Content is not null).ShouldAllBe(asset => notes[asset.Id].Content!.SequenceEqual(asset.Content!));
    }

    [Fact]
    public void The_front_matter_has_what_the_user_added()
    {
        ConvertAll(LibraryForm.Markdown);
        var note = Notes().Single(static note => note.Path.EndsWith("with everything.md", StringComparison.Ordinal));

        List(note, "own_tags").ShouldBe(["own", "two words", "2024"]);
        List(note, "other_tags").ShouldBe(["how to {x}?", "OWN", "日本語 タグ", "..."]);
        List(note, "tags").ShouldBe(["own", "two-words", "_2024", "how-to-x", "日本語-タグ"]);
        List(note, "websites").ShouldBe(["https://example.org/?a=1&b=\"2\"", "javascript:alert(1)"]);
        List(note, "website_names").ShouldBe(["An <b>example</b>", ""]);
        (note.FrontMatter["favorite"], note.FrontMatter["created"], note.FrontMatter["updated"]).ShouldBe(((object)"true", (object)"2025-05-20T12:41:46.211Z", (object)"2025-06-21T18:42:02.407636Z"));
        Notes().Single(static note => note.Path.EndsWith("without times.md", StringComparison.Ordinal)).FrontMatter.Keys.ShouldNotContain("created");
    }

    [Fact]
    public void Annotations_read_back_exactly_and_create_no_links()
    {
        ConvertAll(LibraryForm.Markdown);
        var note = Notes().Single(static note => note.Path.EndsWith("with everything.md", StringComparison.Ordinal));
        var asset = FormAsset.All().Single(static asset => asset.Name == "with everything");

        var read = note.Document.OfType<QuoteBlock>().Select(quote => ReadCallout(note.Text.Substring(quote.Span.Start, quote.Span.Length))).ToArray();

        read.ShouldBe(
            [("[!note] Description", asset.Annotations[1].Text), ("[!note] Git commit", asset.Annotations[2].Text), ("[!note] Annotation", asset.Annotations[3].Text), ("[!info] Explanation", asset.Annotations[0].Text)]);
        var outside = CodeFence().Replace(note.Text.Split("\n---\n", 2)[1], string.Empty);
        outside.ShouldNotContain("[[");
        outside.ShouldNotContain("]]");
        note.Text.ShouldContain("> if [[ -f y ]]; then");
    }

    [Fact]
    public void Names_of_files_are_short_and_safe_and_unique_on_any_system()
    {
        ConvertAll(LibraryForm.Markdown);

        OutFiles.Select(static path => path.Normalize().ToUpperInvariant()).Distinct().Count().ShouldBe(OutFiles.Length);
        foreach (var path in OutFiles)
        {
            path.Split('/').Length.ShouldBeLessThanOrEqualTo(2);
            var stem = Path.GetFileNameWithoutExtension(path);
            Encoding.UTF8.GetByteCount(stem).ShouldBeLessThanOrEqualTo(80, path);
            stem.IndexOfAny([.. "<>:\"\\|?*#^[]\u202E\r\n\t"]).ShouldBe(-1, path);
            stem.Split('.')[0].ToUpperInvariant().ShouldNotBeOneOf("CON", "NUL", "AUX", "PRN", "");
        }

        OutFiles.Count(static path => path.StartsWith("powershell/same.", StringComparison.OrdinalIgnoreCase)).ShouldBe(3);
        OutFiles.ShouldContain("powershell/same.md");
    }

    [Fact]
    public void Links_between_files_lead_to_files()
    {
        ConvertAll(LibraryForm.Markdown);

        var linked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in OutFiles.Where(static path => path.EndsWith(".md", StringComparison.Ordinal)))
        {
            var document = Markdown.Parse(File.ReadAllText(PathInOut(page)), s_pipeline);
            foreach (var link in document.Descendants<LinkInline>().Where(static link => link.Url?.Contains(':', StringComparison.Ordinal) == false))
            {
                var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(PathInOut(page))!, Uri.UnescapeDataString(link.Url!)));
                File.Exists(target).ShouldBeTrue($"{link.Url} in {page}");
                linked.Add(target);
            }
        }

        linked.Count.ShouldBe(OutFiles.Length - 1, "Everything but the start page is linked.");
        Markdown.Parse(File.ReadAllText(PathInOut("images/image.md"))).Descendants<LinkInline>().First().IsImage.ShouldBeTrue();
    }

    [Fact]
    public void Index_pages_have_at_most_500_links()
    {
        ExportLibrary([.. Enumerable.Range(1, 1001).Select(static number => new FormAsset(number) { Name = $"n{number}", Text = "x", Created = $"2024-{(number % 2) + 1:00}-01T00:00:00Z" })]);

        Convert(LibraryForm.Markdown).ShouldSucceed();

        OutFiles.Where(static path => !path.StartsWith("powershell/", StringComparison.Ordinal))
            .ShouldBe(["Index.md", "Index/2024-01.md", "Index/2024-02 2.md", "Index/2024-02.md", "Index/powershell 2.md", "Index/powershell 3.md", "Index/powershell.md"], ignoreOrder: true);
        OutFiles.Where(static path => path.StartsWith("Index/", StringComparison.Ordinal)).Sum(path => Markdown.Parse(File.ReadAllText(PathInOut(path))).Descendants<LinkInline>().Count()).ShouldBe(2002);
    }

    [Fact]
    public void Share_links_are_in_the_note_and_on_a_page()
    {
        var asset = new FormAsset(1) { Name = "shared", Text = "x" };
        PrepareLibrary(asset.ToJson().Replace("\"websites\":", $"\"shares\": {{\"iterable\": [{Sample.Share(5, "na|me")}, {Sample.Share(6, asset: 99)}]}}, \"websites\":", StringComparison.Ordinal));
        RunExport().ShouldSucceed();

        Convert(LibraryForm.Markdown).ShouldSucceed();

        List(Notes().Single(), "links").ShouldBe(["https://pieces.example/?p=code5"]);
        var page = Markdown.Parse(File.ReadAllText(PathInOut("Links.md")), s_pipeline);
        page.Descendants<AutolinkInline>().Select(static link => link.Url).ShouldBe(["https://pieces.example/?p=code5", "https://pieces.example/?p=code6"]);
        page.Descendants<LinkInline>().Single().Url.ShouldBe("powershell/shared.md");
        File.ReadAllText(PathInOut("Links.md")).ShouldContain("not in the library");
    }

    private IEnumerable<Note> Notes()
    {
        foreach (var path in OutFiles.Where(static path => path.EndsWith(".md", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(PathInOut(path)).Replace("\r\n", "\n", StringComparison.Ordinal);
            var document = Markdown.Parse(text, s_pipeline);
            var yaml = document.Descendants<YamlFrontMatterBlock>().Single();
            var frontMatter = s_yaml.Deserialize<Dictionary<string, object>>(yaml.Lines.ToString());
            if (frontMatter.ContainsKey("pieces_note"))
                yield return new Note(path, text, document, frontMatter, ContentOf(document, frontMatter));
        }
    }

    private byte[]? ContentOf(MarkdownDocument document, Dictionary<string, object> frontMatter)
    {
        switch ((string)frontMatter["content"])
        {
            case "none":
                return null;
            case "attachment":
                return File.ReadAllBytes(PathInOut((string)frontMatter["attachment"]));
            default:
                var fence = document.OfType<FencedCodeBlock>().ShouldHaveSingleItem();
                if (fence.Lines.Count == 0)
                    return [];
                var lines = Enumerable.Range(0, fence.Lines.Count).Select(i => fence.Lines.Lines[i].Slice.ToString());
                var end = (string)frontMatter["line_ends"] == "crlf" ? "\r\n" : "\n";
                return Encoding.UTF8.GetBytes(string.Join(end, lines) + ((string)frontMatter["final_newline"] == "true" ? end : string.Empty));
        }
    }

    private static (string Header, string Text) ReadCallout(string quote)
    {
        var lines = quote.TrimEnd('\n').Split('\n').Select(static line => line.Length > 1 ? line[2..] : string.Empty).ToArray();
        return (lines[0], CodeUnit().Replace(string.Join('\n', lines[1..]), static match => ((char)int.Parse(match.Groups["unit"].Value, CultureInfo.InvariantCulture)).ToString()));
    }

    private static string[] List(Note note, string key) => [.. ((List<object>)note.FrontMatter[key]).Cast<string>()];

    private sealed record Note(string Path, string Text, MarkdownDocument Document, Dictionary<string, object> FrontMatter, byte[]? Content);

    [GeneratedRegex("&#(?<unit>[0-9]+);", RegexOptions.None, 1000)]
    private static partial Regex CodeUnit();

    [GeneratedRegex("> ```.*?> ```", RegexOptions.Singleline, 1000)]
    private static partial Regex CodeFence();
}
