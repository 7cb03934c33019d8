using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// A page that a browser opens from the disk. A page on disk cannot fetch, so the contents are in scripts that the page loads when it
/// shows or searches them. A content security policy lets no other script run, and content is only ever set as text.
/// </summary>
internal sealed class HtmlFormat : ILibraryFormat
{
    private const string PageName = "index.html";
    private const int MaxTextBytes = 1_000_000;
    private const int MaxImageBytes = 2_000_000;
    private const int PartSize = 512 * 1024;
    private const int MaxPartAssets = 200;
    private const int MaxRows = 10;
    private const int MaxMonths = 240;
    private const int MaxNameBytes = 80;

    /// <summary>The images that browsers show, with their media types.</summary>
    private static readonly Dictionary<string, string> s_images = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = "image/png", ["jpg"] = "image/jpeg", ["jpeg"] = "image/jpeg", ["jpe"] = "image/jpeg", ["gif"] = "image/gif", ["webp"] = "image/webp", ["bmp"] = "image/bmp", ["ico"] = "image/x-icon",
    };

    /// <summary>The kinds of files that keep their extension. A browser could run other ones.</summary>
    private static readonly string[] s_plainKinds = ["images", "audio", "video", "documents", "archives"];

    private readonly FormFileNames _names = new();
    private readonly StringBuilder _assets = new();
    private readonly List<Entry> _entries = [];
    private readonly List<string> _parts = [];
    private readonly StringBuilder _part = new();
    private readonly List<string> _languages = [];
    private int _itemsInPart;

    public async Task WriteAsync(ExportedLibrary library, GeneratedFiles files, CancellationToken cancellationToken)
    {
        var links = await LibraryLinks.ReadAsync(library, cancellationToken).ConfigureAwait(false);
        await foreach (var item in LibraryItem.ReadAsync(library, cancellationToken).ConfigureAwait(false))
        {
            files.AddAsset();
            links.Of(item.Asset);
            Add(files, item);
        }

        FinishPart(files);
        files.Write(PageName, output => WritePage(output, links.All));
    }

    private void Add(GeneratedFiles files, LibraryItem item)
    {
        var language = _languages.IndexOf(item.Language.Title);
        if (language < 0)
        {
            language = _languages.Count;
            _languages.Add(item.Language.Title);
        }

        var content = ContentOf(files, item);
        if (_itemsInPart > 0 && (_itemsInPart == MaxPartAssets || _part.Length + content.Length > PartSize))
            FinishPart(files);
        _part.Append(_itemsInPart == 0 ? string.Empty : ",\n").Append(content);

        var asset = item.Asset;
        var created = asset.Created?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }))
        {
            writer.WriteStartObject();
            writer.WriteString("name", DisplayText.Safe(item.Title));
            writer.WriteNumber("language", language);
            writer.WriteString("created", created);
            writer.WriteString("updated", asset.Updated?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty);
            writer.WriteBoolean("favorite", asset.IsFavorite == true);
            writer.WriteStartArray("tags");
            foreach (var tag in item.OwnTags.Concat(item.OtherTags))
                writer.WriteStringValue(tag);
            writer.WriteEndArray();
            if (item.Content is not null)
                writer.WriteNumber("bytes", item.Content.Digest.Bytes);
            writer.WriteNumber("part", _parts.Count);
            writer.WriteNumber("item", _itemsInPart);
            writer.WriteEndObject();
        }

        _assets.Append(_entries.Count == 0 ? string.Empty : ",\n").Append(Encoding.UTF8.GetString(json.ToArray()));
        _entries.Add(new Entry(asset.Id, item.Title, language, created.Length == 0 ? string.Empty : created.Substring(0, "yyyy-MM".Length)));
        _itemsInPart++;
    }

    /// <summary>The content as JSON. Unlike the page, the scripts of the contents preserve lone surrogates.</summary>
    private string ContentOf(GeneratedFiles files, LibraryItem item)
    {
        var json = new StringBuilder("{");
        var others = new List<string>();
        foreach (var content in item.GetOtherContents())
            others.Add(WriteFile(files, item, content));
        if (item.Content is { } main)
        {
            var extension = FileExtension.Of(main.Language, main.Content.IsText);
            if (main.Content.IsText && main.Digest.Bytes <= MaxTextBytes)
                json.Append("\"text\":").Append(JsonQuote.Of(main.Content.GetText())).Append(',');
            else if (s_images.TryGetValue(extension, out var type) && main.Digest.Bytes <= MaxImageBytes)
                json.Append("\"image\":\"data:").Append(type).Append(";base64,").Append(Convert.ToBase64String(main.Content.GetBytes())).Append("\",");
            else
                others.Insert(0, WriteFile(files, item, main));
        }

        json.Append("\"files\":").Append(JsonQuote.Of(others)).Append(",\"notes\":[");
        json.Append(string.Join(",", item.Annotations.Select(static annotation => $"{{\"title\":{JsonQuote.Of(TitleOf(annotation))},\"text\":{JsonQuote.Of(annotation.Text!)}}}")));
        json.Append("],\"websites\":").Append(JsonQuote.Of(item.Asset.Websites)).Append('}');
        return json.ToString();
    }

    private static string TitleOf(Annotation annotation) =>
        (annotation.Type ?? "ANNOTATION").Replace('_', ' ').ToLowerInvariant() + (annotation.Mechanism == "MANUAL" ? string.Empty : " (generated)");

    private string WriteFile(GeneratedFiles files, LibraryItem item, ItemContent content)
    {
        var extension = content.Content.IsText ? "txt"
            : s_plainKinds.Contains(content.LanguageName.Name, StringComparer.Ordinal) ? FileExtension.Of(content.Language, isText: false)
            : "bin";
        var name = SafeFileName.Short(item.Title, item.Untitled, "." + extension, MaxNameBytes);
        return files.Write(_names.Get("files", name, item.Asset.Id), content.WriteTo, item.Asset.Updated, item.Asset.Created);
    }

    private void FinishPart(GeneratedFiles files)
    {
        if (_itemsInPart == 0)
            return;
        var script = Encoding.UTF8.GetBytes(FormattableString.Invariant($"piecesContent({_parts.Count}, [\n{_part}\n]);\n"));
        _parts.Add(files.Write(FormattableString.Invariant($"content/{_parts.Count + 1:0000}.js"), output => output.Write(script, 0, script.Length)));
        _part.Clear();
        _itemsInPart = 0;
    }

    private void WritePage(Stream output, IReadOnlyList<Share> links)
    {
        var script = ReadResource("page.js");
        var style = ReadResource("page.css");
        using var page = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        page.WriteLine("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");

        // The script is trusted by its hash, and strict-dynamic lets it load the contents. Nothing else can run or be loaded.
        page.WriteLine($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{HashOf(script)}' 'strict-dynamic'; style-src 'sha256-{HashOf(style)}'; img-src data:; base-uri 'none'; form-action 'none'\">");
        page.WriteLine("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Pieces library</title>");
        page.WriteLine($"<style>{style}</style>\n</head>\n<body>\n<header>\n<h1>Pieces library</h1>");
        page.WriteLine($"<p class=\"dim\">{Quantity.Of(_entries.Count, "asset")}, {Quantity.Of(_languages.Count, "language")}. Press / to search, arrow keys to move, and Enter to open.</p>\n</header>");
        page.WriteLine("<noscript><p>Searching needs JavaScript, which is off.</p></noscript>\n<main>\n<div class=\"charts\">");
        var caption = _languages.Count > MaxRows ? FormattableString.Invariant($"By language, the {MaxRows} most frequent ones") : "By language";
        page.WriteLine($"<figure>\n<figcaption>{caption}</figcaption>\n{HtmlChart.Rows("language", LanguageBars())}</figure>");
        page.WriteLine($"<figure>\n<figcaption>By month of creation</figcaption>\n{HtmlChart.Columns("month", MonthBars())}</figure>\n</div>");
        WriteForm(page);
        page.WriteLine("<div class=\"columns\">\n<nav aria-label=\"Assets\">\n<ul id=\"list\"></ul>\n<button id=\"more\" type=\"button\" hidden>Show more</button>\n</nav>");
        page.WriteLine("<section id=\"detail\" aria-label=\"Asset\"><p class=\"dim\">Select an asset.</p></section>\n</div>");
        WriteLinks(page, links);
        page.Write("</main>\n<script type=\"application/json\" id=\"data\">{\"languages\":");
        page.Write(DataOf(_languages));
        page.Write(",\"parts\":");
        page.Write(DataOf(_parts));
        page.Write(",\"assets\":[\n");
        page.Write(_assets);
        page.WriteLine("\n]}</script>");
        page.WriteLine($"<script>{script}</script>\n</body>\n</html>");
    }

    private void WriteForm(TextWriter page)
    {
        page.WriteLine("<form id=\"filter\" role=\"search\">\n<input id=\"search\" type=\"search\" placeholder=\"Search\" aria-label=\"Search\" autocomplete=\"off\" autofocus>");
        page.WriteLine("<label>Language <select id=\"language\"><option value=\"\">All</option>");
        foreach (var bar in AllLanguageBars().OrderBy(static bar => bar.Label, StringComparer.OrdinalIgnoreCase))
            page.WriteLine($"<option value=\"{bar.Value}\">{Encode(bar.Label)} ({bar.Count.ToString(CultureInfo.InvariantCulture)})</option>");
        page.WriteLine("</select></label>\n<label>Month <select id=\"month\"><option value=\"\">All</option>");
        foreach (var month in _entries.Select(static entry => entry.Month).Where(static month => month.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(static month => month, StringComparer.Ordinal))
            page.WriteLine($"<option>{month}</option>");
        page.WriteLine("</select></label>\n<label><input id=\"favorites\" type=\"checkbox\"> Favorites</label>\n<label><input id=\"contents\" type=\"checkbox\" checked> Search in contents</label>");
        page.WriteLine("<span id=\"status\" class=\"dim\" role=\"status\"></span>\n</form>");
    }

    private void WriteLinks(TextWriter page, IReadOnlyList<Share> links)
    {
        if (links.Count == 0)
            return;
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Id is { } id)
                numbers[id] = i;
        }

        page.WriteLine($"<section>\n<h2>Share links ({links.Count.ToString(CultureInfo.InvariantCulture)})</h2>\n<div class=\"scroll\"><table id=\"links\">\n<thead><tr><th>Link</th><th>Name</th><th>Access</th><th>Created</th><th>Assets</th></tr></thead>\n<tbody>");
        foreach (var share in links)
        {
            var assets = LibraryLinks.AssetIdsOf(share).Select(id => numbers.TryGetValue(id, out var number)
                ? $"<a href=\"#{number.ToString(CultureInfo.InvariantCulture)}\"><bdi>{Encode(DisplayText.Safe(_entries[number].Title))}</bdi></a>"
                : "not in the library");
            page.WriteLine($"<tr><td>{AddressOf(share.Link!)}</td><td><bdi>{Encode(share.Name)}</bdi></td><td>{Encode(share.Access)}</td><td>{share.Created?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</td><td>{string.Join(", ", assets)}</td></tr>");
        }

        page.WriteLine("</tbody>\n</table></div>\n</section>");
    }

    private HtmlBar[] AllLanguageBars() => [.. _entries.GroupBy(static entry => entry.Language)
        .Select(group => new HtmlBar(_languages[group.Key], group.Key.ToString(CultureInfo.InvariantCulture), group.Count())).OrderByDescending(static bar => bar.Count).ThenBy(static bar => bar.Label, StringComparer.Ordinal)];

    private HtmlBar[] LanguageBars() => [.. AllLanguageBars().Take(MaxRows)];

    /// <summary>The months from the first one to the last one.</summary>
    private List<HtmlBar> MonthBars()
    {
        var counts = _entries.Where(static entry => entry.Month.Length > 0).GroupBy(static entry => entry.Month, StringComparer.Ordinal).ToDictionary(static month => month.Key, static month => month.Count(), StringComparer.Ordinal);
        var bars = new List<HtmlBar>();
        if (counts.Count == 0)
            return bars;
        var months = counts.Keys.OrderBy(static month => month, StringComparer.Ordinal).ToArray();
        var month = DateTime.ParseExact(months[months.Length - 1], "yyyy-MM", CultureInfo.InvariantCulture);
        while (bars.Count < MaxMonths)
        {
            var label = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            bars.Add(new HtmlBar(label, label, counts.TryGetValue(label, out var count) ? count : 0));
            if (label == months[0])
                break;
            month = month.AddMonths(-1);
        }

        bars.Reverse();
        return bars;
    }

    private static string AddressOf(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? $"<a href=\"{Encode(address.AbsoluteUri)}\" rel=\"noopener noreferrer\" target=\"_blank\">{Encode(link)}</a>"
            : Encode(link);

    /// <summary>JSON in which no character has a meaning in HTML.</summary>
    private static string DataOf(IEnumerable<string> texts) => $"[{string.Join(",", texts.Select(static text => $"\"{JavaScriptEncoder.Create(UnicodeRanges.All).Encode(text)}\""))}]";

    private static string Encode(string? text) => WebUtility.HtmlEncode(text ?? string.Empty);

    private static string HashOf(string text)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Reads a part of the page. Its line ends are LF in any checkout, because browsers compute hashes over LF.</summary>
    private static string ReadResource(string name)
    {
        using var stream = typeof(HtmlFormat).Assembly.GetManifestResourceStream(typeof(HtmlFormat), "Page." + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    /// <summary>What the charts and the list of links say about an asset.</summary>
    private sealed record Entry(string? Id, string Title, int Language, string Month);
}
