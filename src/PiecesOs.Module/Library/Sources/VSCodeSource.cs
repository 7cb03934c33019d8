using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Snippets of VS Code: a file with the extension <c>.code-snippets</c>, a JSON file named after a language, or a folder of these.
/// Each member is a snippet with <c>body</c>, and often <c>description</c> and <c>scope</c>.
/// </summary>
internal sealed class VSCodeSource : ILibrarySource
{
    /// <summary>The extension of files with snippets.</summary>
    public const string Extension = ".code-snippets";

    private readonly SourcePath _path;

    private VSCodeSource(SourcePath path, long count)
    {
        _path = path;
        Count = count;
    }

    /// <inheritdoc/>
    public long? Count { get; }

    /// <summary>Whether all files are named as those of VS Code, or have snippets. A folder needs one of them, because its JSON files can be anything.</summary>
    public static bool Recognizes(SourcePath path) => path.JsonFiles.Count > 0
        && path.JsonFiles.All(file => IsNamedSo(file) || path.ShapeOf(file)?.Has("s:*/body", "a:*/body") == true)
        && (!path.IsFolder || path.JsonFiles.Any(IsNamedSo));

    /// <summary>Reads all files to the end and opens them.</summary>
    /// <exception cref="InputException">A file cannot be read, or it is not JSON.</exception>
    public static ILibrarySource Open(SourcePath path) => new VSCodeSource(path, path.CountInJsonFiles(static shape => shape.Count("s:*/body") + shape.Count("a:*/body")));

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken) => Read().ReadAsync(cancellationToken);

    private static bool IsNamedSo(string file) => Path.GetExtension(file).Equals(Extension, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<ImportItem> Read()
    {
        foreach (var file in _path.FilesToRead)
        {
            var name = Path.GetFileNameWithoutExtension(file);

            // In the folder of a user, powershell.json has the snippets for PowerShell, and global.code-snippets those with a scope.
            var language = IsNamedSo(file) ? null : SourceLanguage.Find(name);
            foreach (var item in JsonFileReader.ReadItems(file))
                yield return ItemOf(item, _path.IsFolder ? $"{_path.RelativeName(file)}#{item.Number}" : item.SourceId(), language);
        }
    }

    private static ImportItem ItemOf(JsonItem item, string sourceId, string? language)
    {
        var name = SourceName.Given(item.Name);
        if (item.Lines("body") is not { } body)
            return ImportItem.Skipped(name, sourceId, "It has no body.");
        if (body.Length == 0)
            return ImportItem.Skipped(name, sourceId, "Its body is empty.");
        var scope = item.Text("scope")?.Split(',').Select(SourceLanguage.Find).FirstOrDefault(static known => known is not null);
        var text = VSCodeBody.ToText(body);
        var content = ImportMaterial.OfText(text);
        return ImportItem.Of(content with
        {
            SourceId = sourceId,
            Name = name,
            Language = scope ?? language,
            Annotations = item.Lines("description") is { Length: > 0 } description ? [new SeededAnnotation("DESCRIPTION", description)] : [],
            OtherFingerprints = [.. OtherFingerprints(name, text, content.Digest)],
        });
    }

    /// <summary>An export has a number in a repeated name, because names are unique in the file, and no line ends.</summary>
    private static IEnumerable<Guid> OtherFingerprints(string? name, string text, FileDigest digest)
    {
        var lines = text.IndexOf('\r') < 0 ? digest : ImportMaterial.DigestOf(SourceText.WithLf(text));
        yield return AssetFingerprint.OfLines(name, lines);
        if (name is not null && SourceName.WithoutNumber(name) is { } plain)
        {
            yield return AssetFingerprint.Of(plain, digest);
            yield return AssetFingerprint.OfLines(plain, lines);
        }
    }
}
