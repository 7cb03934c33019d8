using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library.Formats;

/// <summary>Reads the page with AngleSharp.</summary>
public sealed partial class HtmlFormatTests : FormatTest
{
    [Fact]
    public void Every_content_can_be_loaded()
    {
        var assets = FormAsset.All();
        var result = ConvertAll(LibraryForm.Html);
        var page = Page();
        var data = Data(page);

        (result.AssetCount, result.LeftOutCount, result.FileCount).ShouldBe((assets.Length, 0, OutFiles.Length));
        var parts = data.GetProperty("parts").EnumerateArray().Select(part => Part(part.GetString()!)).ToArray();
        var entries = data.GetProperty("assets").EnumerateArray().ToArray();
        entries.Length.ShouldBe(assets.Length);
        foreach (var (asset, entry) in assets.Zip(entries))
        {
            var item = parts[entry.GetProperty("part").GetInt32()][entry.GetProperty("item").GetInt32()];
            var content = item.TryGetProperty("text", out var text) ? Lenient(text)
                : item.TryGetProperty("image", out var image) ? System.Convert.FromBase64String(image.GetString()!.Split(";base64,")[1])
                : item.GetProperty("files").GetArrayLength() > 0 ? File.ReadAllBytes(PathInOut(item.GetProperty("files")[0].GetString()!))
                : null;
            (content is null).ShouldBe(asset.Content is null, $"{asset.Number}");
            if (content is not null)
                content.SequenceEqual(asset.Content!).ShouldBeTrue($"content of {asset.Number}");
        }

        static byte[] Lenient(JsonElement text)
        {
            try
            {
                return Encoding.UTF8.GetBytes(text.GetString()!);
            }
            catch (InvalidOperationException)
            {
                // A lone surrogate, which a browser reads.
                return Encoding.UTF8.GetBytes(Regex.Unescape(text.GetRawText()[1..^1]));
            }
        }
    }

    [Fact]
    public void Hostile_names_and_contents_stay_text()
    {
        ConvertAll(LibraryForm.Html);
        var page = Page();

        page.QuerySelectorAll("script").Length.ShouldBe(2);
        page.QuerySelectorAll("[src], [style], iframe, object, embed, link, base").ShouldBeEmpty();
        page.QuerySelectorAll("*").SelectMany(static element => element.Attributes).ShouldAllBe(static attribute => !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        page.QuerySelectorAll("a[href]").Select(static link => link.GetAttribute("href")!).ShouldAllBe(static link => link.StartsWith('#') || link.StartsWith("https://", StringComparison.Ordinal));
        OutFiles.ShouldNotContain(static path => path != "index.html" && (path.EndsWith(".html", StringComparison.Ordinal) || path.EndsWith(".exe", StringComparison.Ordinal) || path.EndsWith(".svg", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_policy_allows_only_this_script_and_this_style()
    {
        ExportLibrary(new FormAsset(1) { Text = "x" });
        Convert(LibraryForm.Html).ShouldSucceed();
        var page = Page();

        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;

        policy.ShouldBe(
            $"default-src 'none'; script-src 'sha256-{HashOf(page.QuerySelector("script:not([type])")!)}' 'strict-dynamic'; style-src 'sha256-{HashOf(page.QuerySelector("style")!)}'; img-src data:; base-uri 'none'; form-action 'none'");
        File.ReadAllText(PathInOut("index.html")).Replace("https://pieces.example", "", StringComparison.Ordinal).ShouldNotContain("://");

        static string HashOf(IElement element) => System.Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.TextContent)));
    }

    [Fact]
    public void The_charts_count_languages_and_months()
    {
        ExportLibrary(
            new(1) { Language = "py", Text = "1", Created = "2024-11-01T00:00:00Z" }, new(2) { Language = "py", Text = "2", Created = "2025-01-01T00:00:00Z" }, new(3) { Language = "cs", Text = "3", Created = "2025-01-31T00:00:00Z" });

        Convert(LibraryForm.Html).ShouldSucceed();

        var titles = Page().QuerySelectorAll("svg title").Select(static title => title.TextContent);
        titles.ShouldBe(["Python: 2", "C#: 1", "2024-11: 1", "2024-12: 0", "2025-01: 2"]);
    }

    [Fact]
    public void Share_links_are_listed_with_their_assets()
    {
        PrepareLibrary(new FormAsset(1) { Name = "<b>shared</b>", Text = "x" }.ToJson().Replace(
            "\"websites\":", $"\"shares\": {{\"iterable\": [{Sample.Share(5, "<i>")}, {Sample.Share(6, asset: 99).Replace("https:", "javascript:", StringComparison.Ordinal)}]}}, \"websites\":", StringComparison.Ordinal));
        RunExport().ShouldSucceed();

        Convert(LibraryForm.Html).ShouldSucceed();

        var rows = Page().QuerySelectorAll("#links tbody tr").Select(static row => row.QuerySelectorAll("td").Select(static cell => cell.TextContent).ToArray()).ToArray();
        rows[0].ShouldBe(["https://pieces.example/?p=code5", "<i>", "PUBLIC", "", "<b>shared</b>"]);
        rows[1].ShouldBe(["javascript://pieces.example/?p=code6", "", "PUBLIC", "", "not in the library"]);
        Page().QuerySelectorAll("#links a").Select(static link => link.GetAttribute("href")).ShouldBe(["https://pieces.example/?p=code5", "#0"]);
    }

    private IDocument Page() => new HtmlParser().ParseDocument(File.ReadAllText(PathInOut("index.html")));

    private static JsonElement Data(IDocument page) => JsonElement.Parse(page.GetElementById("data")!.TextContent);

    private JsonElement Part(string path)
    {
        var match = PartScript().Match(File.ReadAllText(PathInOut(path)));
        match.Success.ShouldBeTrue(path);
        return JsonElement.Parse(match.Groups["items"].Value);
    }

    [GeneratedRegex(@"\ApiecesContent\([0-9]+, (?<items>\[.*\])\);\n\z", RegexOptions.Singleline, 10_000)]
    private static partial Regex PartScript();
}
