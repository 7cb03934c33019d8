using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// The JSON export of SnippetsLab: <c>contents</c> with <c>snippets</c> and <c>tags</c>. A snippet has one or more fragments, each of
/// which becomes an asset, because an asset of Pieces has one content.
/// </summary>
internal sealed class SnippetsLabSource : ILibrarySource
{
    private readonly SourcePath _path;

    private SnippetsLabSource(SourcePath path, long count)
    {
        _path = path;
        Count = count;
    }

    /// <inheritdoc/>
    public long? Count { get; }

    /// <summary>Whether all files have the structure.</summary>
    public static bool Recognizes(SourcePath path) => path.AllJsonFiles(static shape => shape.Has("a:contents/snippets"));

    /// <summary>Reads all files to the end and opens them.</summary>
    /// <exception cref="InputException">A file cannot be read, or it is not JSON.</exception>
    public static ILibrarySource Open(SourcePath path) => new SnippetsLabSource(path, path.CountInJsonFiles(static shape => shape.Count("o:contents/snippets/[]")));

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken) => Read().ReadAsync(cancellationToken);

    private IEnumerable<ImportItem> Read()
    {
        foreach (var file in _path.FilesToRead)
        {
            // A tag is listed once with its ID, before or after the snippets.
            var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var tag in JsonFileReader.ReadItems(file, "contents", "tags"))
            {
                if (tag.Id("uuid") is { } id && tag.Text("title") is { } title)
                    tags[id] = title;
            }

            foreach (var snippet in JsonFileReader.ReadItems(file, "contents", "snippets"))
            {
                foreach (var item in ItemsOf(snippet, tags))
                    yield return item;
            }
        }
    }

    private static IEnumerable<ImportItem> ItemsOf(JsonItem snippet, IReadOnlyDictionary<string, string> tags)
    {
        var id = snippet.SourceId("uuid");
        var title = SourceName.Given(snippet.Text("title"));
        var fragments = snippet.Value.Member("fragments").EnumerateArray().Select(static (fragment, index) => new JsonItem(Name: null, fragment, index + 1)).ToArray();
        if (fragments.Length == 0)
            yield return ImportItem.Skipped(title, id, "It has no fragments.");

        string[] own = [.. snippet.Value.Member("tags").EnumerateArray()
            .Select(static tag => tag.AsText())
            .Select(tag => tag is not null && tags.TryGetValue(tag, out var known) ? known : tag)
            .Where(static tag => !string.IsNullOrWhiteSpace(tag))
            .Distinct(StringComparer.Ordinal)!];
        SeededWebsite[] websites = snippet.Text("githubHTMLURL") is { } address ? [new SeededWebsite(address, address)] : [];
        foreach (var fragment in fragments)
        {
            var fragmentTitle = SourceName.Given(fragment.Text("title"));
            var name = SourceName.Of(title, fragmentTitle, fragments.Length);
            var sourceId = fragments.Length == 1 ? id : $"{id}#{fragment.Number}";
            if (fragment.Text("content") is not { } content)
            {
                yield return ImportItem.Skipped(name, sourceId, "The fragment has no content.");
                continue;
            }

            var language = SourceLanguage.Find(fragment.Text("language"));
            yield return ImportItem.Of(ImportMaterial.OfText(content) with
            {
                SourceId = sourceId,
                Name = name,

                // A fragment without a language is plain text in SnippetsLab, and its title is often a file name.
                Language = language is null or "txt" && fragmentTitle is not null ? Languages.OfFile(fragmentTitle) ?? language : language,
                Tags = own,
                Annotations = fragment.Text("note") is { } note ? [new SeededAnnotation("DESCRIPTION", note)] : [],
                Websites = websites,
            });
        }
    }
}
