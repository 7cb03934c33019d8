using PiecesOs.Client;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>
/// The <c>db.json</c> of massCode up to version 3: <c>snippets</c>, <c>tags</c> and <c>folders</c>. A snippet has one or more contents,
/// each of which becomes an asset, because an asset of Pieces has one content.
/// </summary>
internal sealed class MassCodeSource : ILibrarySource
{
    private readonly SourcePath _path;

    private MassCodeSource(SourcePath path, long count)
    {
        _path = path;
        Count = count;
    }

    /// <inheritdoc/>
    public long? Count { get; }

    /// <summary>Whether all files have the structure, or the folder is a vault of a later version.</summary>
    public static bool Recognizes(SourcePath path) => MassCodeVaultSource.Recognizes(path) || path.AllJsonFiles(
        static shape => shape.Has("a:snippets") && (shape.Has("a:snippets/[]/content") || (shape.Has("a:folders") && shape.Has("a:tags"))));

    /// <summary>Reads all files to the end and opens them.</summary>
    /// <exception cref="InputException">A file cannot be read, or it is not JSON.</exception>
    public static ILibrarySource Open(SourcePath path) => MassCodeVaultSource.Recognizes(path) ? MassCodeVaultSource.Open(path) : new MassCodeSource(path, path.CountInJsonFiles(static shape => shape.Count("o:snippets/[]")));

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken) => Read().ReadAsync(cancellationToken);

    private IEnumerable<ImportItem> Read()
    {
        foreach (var file in _path.FilesToRead)
        {
            var tags = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var tag in JsonFileReader.ReadItems(file, "tags"))
            {
                if (tag.Id("id") is { } id && tag.Text("name") is { } name)
                    tags[id] = name;
            }

            foreach (var snippet in JsonFileReader.ReadItems(file, "snippets"))
            {
                foreach (var item in ItemsOf(snippet, tags))
                    yield return item;
            }
        }
    }

    private static IEnumerable<ImportItem> ItemsOf(JsonItem snippet, IReadOnlyDictionary<string, string> tags)
    {
        var id = snippet.SourceId("id");
        var title = snippet.Text("name");
        if (IsTrue(snippet.Value.Member("isDeleted")))
        {
            yield return ImportItem.Skipped(title, id, "It is in the trash of massCode.");
            yield break;
        }

        var contents = snippet.Value.Member("content").EnumerateArray().Select(static (content, index) => new JsonItem(Name: null, content, index + 1)).ToArray();
        if (contents.Length == 0)
            yield return ImportItem.Skipped(title, id, "It has no content.");

        string[] own = [.. snippet.Value.Member("tagsIds").EnumerateArray()
            .Select(tag => tag.AsText() is { } tagId && tags.TryGetValue(tagId, out var name) ? name : null)
            .OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach (var content in contents)
        {
            var name = SourceName.Of(title, content.Text("label"), contents.Length);
            var sourceId = contents.Length == 1 ? id : $"{id}#{content.Number}";
            if (content.Text("value") is not { } value)
            {
                yield return ImportItem.Skipped(name, sourceId, "The fragment has no content.");
                continue;
            }

            yield return ImportItem.Of(ImportMaterial.OfText(value) with
            {
                SourceId = sourceId,
                Name = name,
                Language = SourceLanguage.Find(content.Text("language")),
                Tags = own,
                Annotations = snippet.Text("description") is { } description ? [new SeededAnnotation("DESCRIPTION", description)] : [],
                IsFavorite = IsTrue(snippet.Value.Member("isFavorites")),
            });
        }
    }

    private static bool IsTrue(JsonValue value) => value.AsBoolean() == true || value.AsInt64() == 1;
}
