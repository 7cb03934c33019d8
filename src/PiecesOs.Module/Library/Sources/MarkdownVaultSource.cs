using System.Globalization;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// A folder of notes as Export-PiecesLibrary -As Markdown writes it (docs/markdown-vault.md). What was changed in a note since is
/// imported as it is now.
/// </summary>
internal sealed class MarkdownVaultSource : ILibrarySource
{
    private const string NoteKey = "pieces_note";
    private const string IndexKey = "pieces_index";
    private const int FormatVersion = 1;

    private readonly SourcePath _path;

    private MarkdownVaultSource(SourcePath path) => _path = path;

    /// <inheritdoc/>
    public long? Count => null;

    /// <summary>Whether a folder contains at least one such note.</summary>
    public static bool Recognizes(SourcePath path) => path.IsFolder && Notes(path).Any(static file => StartsAsNote(file.FullName));

    /// <summary>Opens the folder.</summary>
    public static ILibrarySource Open(SourcePath path) => new MarkdownVaultSource(path);

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken) => Read(cancellationToken).ReadAsync(cancellationToken);

    private static IEnumerable<FileSystemInfo> Notes(SourcePath path) =>
        SourceFolder.Files(path.FullPath).Where(static file => file is FileInfo && !OutputFile.IsLink(file) && file.Extension.Equals(".md", StringComparison.OrdinalIgnoreCase));

    /// <summary>The version is the first property, so two lines are enough.</summary>
    private static bool StartsAsNote(string file)
    {
        try
        {
            if (new FileInfo(file).Length == 0)
                return false;
            using var reader = new StreamReader(SourceFile.OpenAsUtf8(file));
            return reader.ReadLine() == "---" && reader.ReadLine()?.StartsWith(NoteKey + ":", StringComparison.Ordinal) == true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private IEnumerable<ImportItem> Read(CancellationToken cancellationToken)
    {
        foreach (var file in Notes(_path))
        {
            if (ReadNote(file, cancellationToken) is { } item)
                yield return item;
        }
    }

    /// <summary>The item of a note; <see langword="null"/> for a page that the export generated.</summary>
    private ImportItem? ReadNote(FileSystemInfo file, CancellationToken cancellationToken)
    {
        var relative = _path.RelativeName(file.FullName);
        try
        {
            var text = new FileInfo(file.FullName).Length == 0 ? string.Empty : SourceFile.ReadText(file.FullName);
            var lines = text?.Replace("\r\n", "\n").Split('\n') ?? [];
            if (FrontMatter.Read(lines) is not { } properties || (properties.Text(NoteKey) is null && properties.Text(IndexKey) is null))
                return ImportItem.Skipped(file.Name, relative, "It is not a note of an export.");
            if (properties.Text(IndexKey) is not null)
                return null;
            var name = properties.Text("name") is { Length: > 0 } given ? given : null;
            if (properties.Text(NoteKey) != FormatVersion.ToString(CultureInfo.InvariantCulture))
                return ImportItem.Skipped(name, relative, "The note is of a later version of this module.");
            var note = MarkdownNote.Read(lines, properties);
            var content = ReadContent(note, properties, cancellationToken, out var problem);
            if (content is null)
                return ImportItem.Skipped(name, properties.Text("id") ?? relative, problem ?? "The note has no content.");

            var names = properties.List("website_names");
            return ImportItem.Of(content with
            {
                SourceId = properties.Text("id") ?? relative,
                Name = name,
                Language = properties.Text("language") is { Length: > 0 } language and not "UNKNOWN" ? language : null,
                Tags = [.. OwnTags(properties)],
                Annotations = note.Annotations,
                Websites = [.. properties.List("websites").Select((url, index) =>
                    new SeededWebsite(url, index < names.Count && names[index].Length > 0 ? names[index] : url)).Where(static website => website.Url.Length > 0)],
                IsFavorite = properties.IsTrue("favorite"),
            });
        }
        catch (InputException e)
        {
            return ImportItem.Failed(file.Name, relative, e);
        }
    }

    private ImportMaterial? ReadContent(MarkdownNote note, FrontMatter properties, CancellationToken cancellationToken, out string? problem)
    {
        problem = null;
        switch (properties.Text("content"))
        {
            case "fence" when note.Content is { } text:
                return ImportMaterial.OfText(text);
            case "fence":
                problem = "The code fence of the note is missing or is not closed.";
                return null;
            case "attachment" when AttachmentOf(properties.Text("attachment")) is { } file:
                return SourceFile.ReadExactContent(file, properties.Text("name"), cancellationToken);
            case "attachment":
                problem = $"The attachment '{DisplayText.Safe(properties.Text("attachment"))}' is not a file of the vault.";
                return null;
            default:
                return null;
        }
    }

    /// <summary>The full path of an attachment; <see langword="null"/> unless it is a file inside the vault that no symbolic link leads to.</summary>
    private string? AttachmentOf(string? relative)
    {
        var parts = relative?.Split('/') ?? [];
        if (parts.Length == 0 || parts.Any(static part => part.Length == 0 || part is "." or ".." || part.IndexOfAny(['\\', ':', '\0']) >= 0))
            return null;
        var at = _path.FullPath;
        foreach (var part in parts)
        {
            at = Path.Combine(at, part);
            FileSystemInfo entry = Directory.Exists(at) ? new DirectoryInfo(at) : new FileInfo(at);
            if (!entry.Exists || OutputFile.IsLink(entry))
                return null;
        }

        return File.Exists(at) ? at : null;
    }

    /// <summary>The tags of the user: those of the export, and those that were added to the note since.</summary>
    private static IEnumerable<string> OwnTags(FrontMatter properties)
    {
        var own = properties.List("own_tags");
        var labels = new HashSet<string>(own.Concat(properties.List("other_tags")).Select(MarkdownNote.LabelOf), StringComparer.OrdinalIgnoreCase);
        return own.Concat(properties.List("tags").Where(tag => labels.Add(MarkdownNote.LabelOf(tag)))).Where(static tag => tag.Length > 0);
    }
}
