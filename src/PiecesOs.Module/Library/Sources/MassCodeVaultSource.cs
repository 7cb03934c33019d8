using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// The Markdown vault of massCode from version 5: a note for each snippet, with a heading and a code fence for each fragment. The tags
/// are numbers in the notes, and have their names in <c>.masscode/state.json</c>.
/// </summary>
internal sealed class MassCodeVaultSource : ILibrarySource
{
    private const string FragmentHeading = "## Fragment:";

    private readonly SourcePath _path;
    private readonly string _root;
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);

    private MassCodeVaultSource(SourcePath path, string root)
    {
        _path = path;
        _root = root;
        var state = Path.Combine(root, ".masscode", "state.json");
        foreach (var tag in File.Exists(state) ? JsonFileReader.ReadItems(state, "tags") : [])
        {
            if (tag.Id("id") is { } id && tag.Text("name") is { } name)
                _tags[id] = name;
        }
    }

    /// <inheritdoc/>
    public long? Count => null;

    /// <summary>Whether a folder is a vault, or the folder of its snippets.</summary>
    public static bool Recognizes(SourcePath path) => RootOf(path) is not null;

    /// <summary>Reads the names of the tags and opens the vault.</summary>
    /// <exception cref="InputException">The file with the tags cannot be read, or it is not JSON.</exception>
    public static ILibrarySource Open(SourcePath path) => new MassCodeVaultSource(path, RootOf(path) ?? path.FullPath);

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken) => Read().ReadAsync(cancellationToken);

    /// <summary>A vault has folders for snippets, notes and more. Only snippets are imported.</summary>
    private static string? RootOf(SourcePath path) => !path.IsFolder
        ? null
        : new[] { Path.Combine(path.FullPath, "code"), path.FullPath }.FirstOrDefault(static folder => Directory.Exists(Path.Combine(folder, ".masscode")));

    private IEnumerable<ImportItem> Read()
    {
        // Snippets without a folder are in a hidden one. The trash beside it is left out.
        var inbox = Path.Combine(_root, ".masscode", "inbox");
        var files = SourceFolder.Files(_root).Concat(Directory.Exists(inbox) ? SourceFolder.Files(inbox) : []);
        foreach (var file in files.Where(static file => file is FileInfo && !OutputFile.IsLink(file) && file.Extension.Equals(".md", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var item in ReadNote(file))
                yield return item;
        }
    }

    private IReadOnlyList<ImportItem> ReadNote(FileSystemInfo file)
    {
        var relative = _path.RelativeName(file.FullName);
        try
        {
            var text = new FileInfo(file.FullName).Length == 0 ? string.Empty : SourceFile.ReadText(file.FullName);
            var lines = text?.Replace("\r\n", "\n").Split('\n') ?? [];
            if (FrontMatter.Read(lines) is not { } properties)
                return [ImportItem.Skipped(file.Name, relative, "It is not a snippet of massCode.")];
            var title = properties.Text("name") ?? Path.GetFileNameWithoutExtension(file.Name);
            if (properties.IsTrue("isDeleted"))
                return [ImportItem.Skipped(title, relative, "It is in the trash of massCode.")];
            var fragments = Fragments(lines, properties.End).ToArray();
            return fragments.Length == 0
                ? [ImportItem.Skipped(title, relative, "It has no content.")]
                : [.. fragments.Select((fragment, index) => ItemOf(fragment, title, properties, fragments.Length == 1 ? relative : $"{relative}#{index + 1}", fragments.Length))];
        }
        catch (InputException e)
        {
            return [ImportItem.Failed(file.Name, relative, e)];
        }
    }

    private ImportItem ItemOf(Fragment fragment, string title, FrontMatter properties, string sourceId, int fragments)
    {
        var name = SourceName.Of(title, fragment.Label, fragments);
        if (fragment.Content.Length == 0)
            return ImportItem.Skipped(name, sourceId, "The fragment has no content.");
        return ImportItem.Of(ImportMaterial.OfText(fragment.Content) with
        {
            SourceId = sourceId,
            Name = name,
            Language = SourceLanguage.Find(fragment.Language),
            Tags = [.. properties.List("tags").Select(id => _tags.TryGetValue(id, out var tag) ? tag : null).OfType<string>().Distinct(StringComparer.Ordinal)],
            Annotations = properties.Text("description") is { Length: > 0 } description ? [new SeededAnnotation("DESCRIPTION", description)] : [],
            IsFavorite = properties.IsTrue("isFavorites"),
        });
    }

    private static IEnumerable<Fragment> Fragments(IReadOnlyList<string> lines, int start)
    {
        for (var at = start; at + 1 < lines.Count; at++)
        {
            var fence = MarkdownNote.Backticks(lines[at + 1]);
            if (!lines[at].StartsWith(FragmentHeading, StringComparison.Ordinal) || fence < 3)
                continue;
            var end = at + 2;
            while (end < lines.Count && lines[end].Trim() != new string('`', fence))
                end++;
            yield return new Fragment(lines[at].Substring(FragmentHeading.Length).Trim(), lines[at + 1].Substring(fence).Trim(), string.Join("\n", lines.Skip(at + 2).Take(end - at - 2)));
            at = end;
        }
    }

    private sealed record Fragment(string Label, string Language, string Content);
}
