using System.Globalization;
using System.Net;
using System.Text;
using PiecesOs.Server.Pieces.Assets;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>The HTML of share pages. Everything from users is escaped, and there is no script.</summary>
/// <param name="code">The code of the share.</param>
/// <param name="highlighter">Colors code.</param>
/// <param name="colorTime">How long coloring may take for the whole page.</param>
internal sealed class SharePage(string code, SyntaxHighlighter highlighter, TimeSpan colorTime)
{
    /// <summary>How many lines of a text are shown.</summary>
    private const int MaxLines = 5000;

    /// <summary>Up to this length a text is in the page a second time, to be selected as a whole.</summary>
    private const int MaxSelectable = 64 * 1024;

    private readonly StringBuilder _html = new();
    private readonly long _started = System.Diagnostics.Stopwatch.GetTimestamp();

    /// <summary>The page of one item: of a share with one asset, or of one asset of a collection.</summary>
    /// <param name="item">The item.</param>
    /// <param name="content">Its content.</param>
    /// <param name="collection">The name of the collection that the item is in, or null.</param>
    public string Show(SharedItem item, SharedContent content, string? collection)
    {
        _html.Append("<header>\n");
        if (collection is not null)
            _html.Append("<nav aria-label=\"Collection\"><a href=\"").Append(Address()).Append("\">Back to ").Append(Bidi(collection)).Append("</a></nav>\n");
        _html.Append("<h1 id=\"title\">").Append(Bidi(item.Title)).Append("</h1>\n</header>\n<main id=\"content\">\n");
        WriteItem(item, content, "title", collection is not null);
        _html.Append("</main>\n");
        return Page(item.Title, _html.ToString());
    }

    /// <summary>The page of a collection: an index, and the items.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="items">The items; the content of an item is null if the page would become too long.</param>
    public string Show(string name, IReadOnlyList<(SharedItem Item, SharedContent? Content)> items)
    {
        _html.Append("<header>\n<h1>").Append(Bidi(name)).Append("</h1>\n</header>\n");
        _html.Append("<nav aria-labelledby=\"index\">\n<h2 id=\"index\">Contents</h2>\n<ol>\n");
        foreach (var (item, _) in items)
            _html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#item-{item.Number}\">{Bidi(item.Title)}</a> <span class=\"facts\">{Escape(LanguageOf(item))}</span></li>\n");
        _html.Append("</ol>\n</nav>\n<main id=\"content\">\n");
        foreach (var (item, content) in items)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<article id=\"item-{item.Number}\" aria-labelledby=\"title-{item.Number}\">\n<h2 id=\"title-{item.Number}\">{Bidi(item.Title)}</h2>\n");
            if (content is null)
                WriteFacts(item, null).Append("<p class=\"note\">This page would become too long. <a href=\"").Append(Address(item)).Append("\">Open this item</a>.</p>\n");
            else
                WriteItem(item, content, FormattableString.Invariant($"title-{item.Number}"), isInCollection: true);
            _html.Append("</article>\n");
        }

        _html.Append("</main>\n");
        return Page(name, _html.ToString());
    }

    /// <summary>A page that says why there is nothing to show.</summary>
    public static string Message(string title, string text) =>
        Page(title, $"<header>\n<h1>{Escape(title)}</h1>\n</header>\n<main id=\"content\">\n<p>{Escape(text)}</p>\n</main>\n");

    private void WriteItem(SharedItem item, SharedContent content, string titleId, bool isInCollection)
    {
        var address = isInCollection ? Address(item) : Address();
        var label = Escape(item.Title);
        var lines = content.Text is { } text ? LinesOf(text) : null;
        WriteFacts(item, content.IsWhole ? lines?.Length : null);
        _html.Append("<ul class=\"actions\">\n");
        if (content.Text is not null || content.ImageType is not null)
            _html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{address}&amp;raw\" aria-label=\"Raw: {label}\">Raw</a></li>\n");
        _html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{address}&amp;download\" aria-label=\"Download {label}\">Download</a></li>\n</ul>\n");
        if (lines is not null)
            WriteText(item, content, lines, titleId, address);
        else if (content.ImageType is not null)
            _html.Append(CultureInfo.InvariantCulture, $"<img src=\"{address}&amp;raw\" alt=\"{label}\" loading=\"lazy\">\n");
        else
            _html.Append("<p class=\"note\">This content cannot be shown on a page. You can download it.</p>\n");
    }

    private StringBuilder WriteFacts(SharedItem item, int? lines)
    {
        _html.Append("<p class=\"facts\">").Append(Escape(LanguageOf(item)));
        if (lines is { } count)
            _html.Append(CultureInfo.InvariantCulture, $" · {count} {(count == 1 ? "line" : "lines")}");
        return _html.Append(" · ").Append(ByteSize.Readable(item.Size)).Append("</p>\n");
    }

    private void WriteText(SharedItem item, SharedContent content, string[] lines, string titleId, string address)
    {
        var isWhole = content.IsWhole && lines.Length <= MaxLines;
        var shown = lines.Length <= MaxLines ? lines : lines[..MaxLines];
        if (!isWhole)
            _html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">This is the beginning of the text. <a href=\"{address}&amp;download\">Download all of it</a>.</p>\n");
        var tokens = highlighter.Tokenize(item.Extension, shown, colorTime - System.Diagnostics.Stopwatch.GetElapsedTime(_started));
        _html.Append(CultureInfo.InvariantCulture, $"<div class=\"code\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{titleId}\"><pre dir=\"ltr\"><code>");
        for (var i = 0; i < shown.Length; i++)
        {
            _html.Append("<span class=\"l\">");
            WriteLine(shown[i], tokens[i]);
            _html.Append("</span>\n");
        }

        _html.Append("</code></pre></div>\n");
        if (!isWhole || content.Text!.Length > MaxSelectable)
            return;

        // A parser drops the first line feed of a textarea.
        _html.Append(CultureInfo.InvariantCulture, $"<details><summary>Select all text to copy</summary>\n<label for=\"copy-{titleId}\">The text. Click here or move the focus here, and press Ctrl+A or Command+A.</label>\n");
        _html.Append(CultureInfo.InvariantCulture, $"<textarea id=\"copy-{titleId}\" readonly spellcheck=\"false\" dir=\"ltr\">\n{Escape(content.Text)}</textarea></details>\n");
    }

    private void WriteLine(string line, SyntaxToken[] tokens)
    {
        var written = 0;
        foreach (var token in tokens)
        {
            _html.Append(Escape(line[written..token.Start])).Append("<span class=\"").Append(token.Style).Append("\">").Append(Escape(line[token.Start..token.End])).Append("</span>");
            written = token.End;
        }

        _html.Append(Escape(line[written..]));
    }

    /// <summary>The lines; the line feed at the end begins no further one.</summary>
    private static string[] LinesOf(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines.Length > 1 && lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private string LanguageOf(SharedItem item) => item.Extension switch
    {
        "" or Classification.Unknown => "File",
        Classification.PlainText or "txt" => "Text",
        var extension => highlighter.NameOf(extension) ?? extension,
    };

    private string Address() => Escape($"?p={Uri.EscapeDataString(code)}");

    private string Address(SharedItem item) => FormattableString.Invariant($"{Address()}&amp;item={item.Number}");

    private static string Page(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{Escape(title)}</title>
        <style>{SharePageStyle.Css}</style>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        {body}</body>
        </html>

        """;

    /// <summary>Text of a user that cannot change the direction of the text around it.</summary>
    private static string Bidi(string text) => $"<bdi>{Escape(text)}</bdi>";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
