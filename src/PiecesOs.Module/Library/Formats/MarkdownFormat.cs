using System.Globalization;
using System.Text;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A folder of notes for Obsidian and other editors. <c>docs/markdown-vault.md</c> defines it.</summary>
internal sealed class MarkdownFormat : ILibraryFormat
{
    private const int MaxNameBytes = 80;
    private const int MaxFenceBytes = 1_000_000;
    private const int MaxLinks = 500;
    private const string StartPage = "Index.md";
    private const string LinksPage = "Links.md";
    private const string NoDate = "No date";

    /// <summary>Characters that links of Obsidian cannot contain.</summary>
    private static readonly char[] s_notInLinks = ['#', '^', '[', ']'];

    private readonly FormFileNames _names = new();
    private readonly List<Note> _notes = [];

    public async Task WriteAsync(ExportedLibrary library, GeneratedFiles files, CancellationToken cancellationToken)
    {
        var links = await LibraryLinks.ReadAsync(library, cancellationToken).ConfigureAwait(false);
        await foreach (var item in LibraryItem.ReadAsync(library, cancellationToken).ConfigureAwait(false))
        {
            files.AddAsset();
            WriteNote(files, item, links.Of(item.Asset));
        }

        WriteIndex(files, WriteLinks(files, links.All));
    }

    private void WriteNote(GeneratedFiles files, LibraryItem item, IReadOnlyList<Share> shares)
    {
        var asset = item.Asset;
        var path = _names.Get(item.Language.Name, NameOf(item, ".md"), asset.Id);
        var text = item.Content?.GetText(MaxFenceBytes);
        var isCrLf = text?.IndexOf('\r') >= 0;
        if (text is not null && !FitsInFence(text, isCrLf))
            text = null;
        var attachment = item.Content is { } content && text is null ? WriteAttachment(files, item, content) : null;
        var others = item.GetOtherContents().Select(other => (Path: WriteAttachment(files, item, other), Content: other)).ToArray();

        var note = new StringBuilder("---\npieces_note: 1\n");
        void Add(string key, string? json)
        {
            if (json is not null and not "[]")
                note.Append(key).Append(": ").Append(json).Append('\n');
        }

        var ownTags = item.OwnTags;
        var otherTags = item.OtherTags;
        Add("id", Quoted(asset.Id));
        Add("name", Quoted(asset.Name));
        if (asset.Name is { } name && !string.IsNullOrWhiteSpace(name) && path.Split('/').Last() != name + ".md")
            Add("aliases", JsonQuote.ForYaml([name]));
        Add("language", Quoted(item.Content?.Language ?? asset.Language));
        Add("created", TimeOf(asset.Created));
        Add("updated", TimeOf(asset.Updated));
        Add("favorite", asset.IsFavorite is { } favorite ? (favorite ? "true" : "false") : null);
        Add("tags", JsonQuote.ForYaml(ownTags.Concat(otherTags).Select(LabelOf).Where(static label => label.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)));
        Add("own_tags", JsonQuote.ForYaml(ownTags));
        Add("other_tags", JsonQuote.ForYaml(otherTags));
        var websites = asset.GetWebsites().Where(static website => website.Url is { Length: > 0 }).ToArray();
        Add("websites", JsonQuote.ForYaml(websites.Select(static website => website.Url!)));
        Add("website_names", JsonQuote.ForYaml(websites.Select(static website => website.Name ?? string.Empty)));
        Add("links", JsonQuote.ForYaml(shares.Select(static share => share.Link!)));
        Add("content", text is not null ? "\"fence\"" : attachment is not null ? "\"attachment\"" : "\"none\"");
        if (text is not null)
        {
            Add("line_ends", isCrLf ? "\"crlf\"" : "\"lf\"");
            Add("final_newline", text.Length > 0 && text[text.Length - 1] == '\n' ? "true" : "false");
        }

        Add("attachment", Quoted(attachment));
        Add("bytes", item.Content?.Digest.Bytes.ToString(CultureInfo.InvariantCulture));
        Add("sha256", Quoted(item.Content?.Digest.Sha256));
        Add("other_formats", JsonQuote.ForYaml(others.Select(static other => other.Path)));
        note.Append("---\n\n# ").Append(MarkdownText.Inline(item.Title)).Append('\n');

        foreach (var annotation in item.Annotations)
        {
            note.Append("\n> [!").Append(annotation.Mechanism == "MANUAL" ? "note" : "info").Append("] ").Append(TitleOf(annotation)).Append('\n');
            foreach (var line in MarkdownText.QuotedLines(annotation.Text!))
                note.Append(line).Append('\n');
        }

        if (text is not null)
            AppendFence(note, text.Replace("\r\n", "\n"), item.Language.Name);
        else if (attachment is not null)
            note.Append('\n').Append(LinkTo(path, attachment, item.Content!, item.Title)).Append('\n');
        else
            note.Append("\nThis asset has no content.\n");
        foreach (var (otherPath, otherContent) in others)
            note.Append('\n').Append(LinkTo(path, otherPath, otherContent, item.Title)).Append('\n');

        path = Write(files, path, note, asset.Updated, asset.Created);
        _notes.Add(new Note(asset.Id, path, item.Title, item.Language, asset.Created?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? NoDate));
    }

    private string WriteAttachment(GeneratedFiles files, LibraryItem item, ItemContent content)
    {
        // Otherwise editors and readers of the vault would take the attachment for a note.
        var extension = content.LanguageName.Name == "markdown" ? ".txt" : "." + FileExtension.Of(content.Language, content.Content.IsText);
        var stem = item.Title.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? item.Title.Substring(0, item.Title.Length - extension.Length) : item.Title;
        var name = SafeFileName.Short(WithoutLinkCharacters(stem), item.Untitled, extension, MaxNameBytes);
        return files.Write(_names.Get("attachments", name, item.Asset.Id), content.WriteTo, item.Asset.Updated, item.Asset.Created);
    }

    /// <summary>Whether the text can be read back exactly from a fence whose lines end with LF.</summary>
    private static bool FitsInFence(string text, bool isCrLf)
    {
        if (text.IndexOf('\0') >= 0)
            return false;
        for (var i = 0; isCrLf && i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (++i == text.Length || text[i] != '\n')))
                return false;
        }

        return true;
    }

    private static void AppendFence(StringBuilder note, string text, string language)
    {
        var fence = MarkdownText.FenceOf(text);
        note.Append('\n').Append(fence).Append(language).Append('\n').Append(text);
        if (text.Length > 0 && text[text.Length - 1] != '\n')
            note.Append('\n');
        note.Append(fence).Append('\n');
    }

    private static string LinkTo(string from, string to, ItemContent content, string title) =>
        (content.LanguageName.Name == "images" ? "!" : string.Empty) + MarkdownText.Link(title, from, to);

    private static SafeFileName NameOf(LibraryItem item, string extension) =>
        SafeFileName.Short(WithoutLinkCharacters(item.Title), item.Untitled, extension, MaxNameBytes);

    private static string WithoutLinkCharacters(string name) => string.Join("_", name.Split(s_notInLinks));

    private static string? Quoted(string? text) => text is null ? null : JsonQuote.ForYaml(text);

    private static string? TimeOf(DateTimeOffset? time) => time is { } known ? $"\"{known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)}\"" : null;

    /// <summary>The tag as Obsidian accepts it.</summary>
    private static string LabelOf(string tag)
    {
        var label = new StringBuilder(tag.Length);
        var isInRun = false;
        for (var i = 0; i < tag.Length; i++)
        {
            var length = char.IsSurrogatePair(tag, i) ? 2 : 1;
            var isValid = IsInLabel(tag, i);
            if (isValid)
                label.Append(tag, i, length);
            else if (!isInRun)
                label.Append('-');
            isInRun = !isValid;
            i += length - 1;
        }

        var trimmed = label.ToString().Trim('-', '/');
        return trimmed.Length > 0 && trimmed.All(char.IsDigit) ? "_" + trimmed : trimmed;
    }

    private static bool IsInLabel(string tag, int index) => tag[index] is '_' or '-' or '/' || CharUnicodeInfo.GetUnicodeCategory(tag, index) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber;

    private static string TitleOf(Annotation annotation)
    {
        var type = annotation.Type is { Length: > 0 } given && given.All(static character => character is (>= 'A' and <= 'Z') or '_') ? given : "ANNOTATION";
        var title = type[0] + type.Substring(1).Replace('_', ' ').ToLowerInvariant();
        return annotation.IsFavorite == true ? title + " ★" : title;
    }

    private static string Write(GeneratedFiles files, string path, StringBuilder text, DateTimeOffset? modified = null, DateTimeOffset? created = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return files.Write(path, output => output.Write(bytes, 0, bytes.Length), modified, created);
    }

    /// <summary>Writes the pages of share links, and returns the path of the first one.</summary>
    private string? WriteLinks(GeneratedFiles files, IReadOnlyList<Share> links)
    {
        if (links.Count == 0)
            return null;
        var notes = _notes.Where(static note => note.Id is not null).GroupBy(static note => note.Id!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.OrdinalIgnoreCase);
        string? first = null;
        foreach (var (page, shares) in PagesOf(LinksPage, links))
        {
            var text = StartPageText("Share links").Append("| Link | Name | Access | Created | Notes |\n| --- | --- | --- | --- | --- |\n");
            foreach (var share in shares)
            {
                var targets = LibraryLinks.AssetIdsOf(share).Select(id => notes.TryGetValue(id, out var note) ? MarkdownText.Link(note.Title, page, note.Path) : "not in the library");
                string?[] cells = [AddressOf(share.Link!), MarkdownText.Inline(share.Name ?? string.Empty), MarkdownText.Inline(share.Access ?? string.Empty), DateOf(share.Created), string.Join(", ", targets)];
                text.Append("| ").Append(string.Join(" | ", cells)).Append(" |\n");
            }

            var path = Write(files, page, text);
            first ??= path;
        }

        return first;
    }

    private void WriteIndex(GeneratedFiles files, string? links)
    {
        var start = StartPageText("Pieces library").Append(Quantity.Of(_notes.Count, "asset")).Append(".\n");
        AppendPages(files, start, "By language", _notes.GroupBy(static note => note.Language.Name, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => (group.Key, group.First().Language.Title, group.OrderBy(static note => note.Title, StringComparer.OrdinalIgnoreCase).ToArray())));
        AppendPages(files, start, "By month", _notes.GroupBy(static note => note.Month, StringComparer.Ordinal)
            .OrderByDescending(static group => group.Key, StringComparer.Ordinal).Select(static group => (group.Key, group.Key, group.ToArray())));
        if (links is not null)
            start.Append("\n## Share links\n\n- ").Append(MarkdownText.Link("Share links", StartPage, links)).Append('\n');
        Write(files, StartPage, start);
    }

    private void AppendPages(GeneratedFiles files, StringBuilder start, string title, IEnumerable<(string Name, string Title, Note[] Notes)> groups)
    {
        start.Append("\n## ").Append(title).Append("\n\n");
        foreach (var group in groups)
        {
            // Months and languages have different names, but on some file systems a folder of notes could be called Index.
            var firstPage = _names.Get("Index", SafeFileName.Short(group.Name, fallback: null, ".md", MaxNameBytes), group.Name);
            foreach (var (page, notes) in PagesOf(firstPage, group.Notes))
            {
                var text = StartPageText(group.Title);
                foreach (var note in notes)
                    text.Append("- ").Append(MarkdownText.Link(note.Title, page, note.Path)).Append('\n');
                var path = Write(files, page, text);
                var label = page == firstPage ? group.Title : group.Title + page.Substring(firstPage.Length - ".md".Length).Replace(".md", string.Empty);
                start.Append("- ").Append(MarkdownText.Link(label, StartPage, path)).Append(" (").Append(notes.Length.ToString(CultureInfo.InvariantCulture)).Append(")\n");
            }
        }
    }

    /// <summary>Divides links among pages: <c>Links.md</c>, <c>Links 2.md</c>, ...</summary>
    private static IEnumerable<(string Page, T[] Links)> PagesOf<T>(string firstPage, IReadOnlyList<T> links)
    {
        for (var first = 0; first < links.Count; first += MaxLinks)
        {
            var page = first == 0 ? firstPage : FormattableString.Invariant($"{firstPage.Substring(0, firstPage.Length - ".md".Length)} {(first / MaxLinks) + 1}.md");
            yield return (page, links.Skip(first).Take(MaxLinks).ToArray());
        }
    }

    private static StringBuilder StartPageText(string title) => new StringBuilder("---\npieces_index: 1\n---\n\n# ").Append(title).Append("\n\n");

    private static string? DateOf(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string AddressOf(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? $"<{address.AbsoluteUri}>" : MarkdownText.Inline(link);

    /// <summary>What the index pages say about a note.</summary>
    private sealed record Note(string? Id, string Path, string Title, LanguageName Language, string Month);
}
