namespace PiecesOs.Module;

/// <summary>The JSON export of the snippets of Raycast: an array of objects with <c>name</c> and <c>text</c>.</summary>
internal sealed class RaycastSource : ILibrarySource
{
    private static readonly string[] s_contents = ["text", "content", "snippet"];
    private static readonly string[] s_lists = ["snippets", "items"];

    private readonly SourcePath _path;

    private RaycastSource(SourcePath path, long count)
    {
        _path = path;
        Count = count;
    }

    /// <inheritdoc/>
    public long? Count { get; }

    /// <summary>Whether all files have the structure.</summary>
    public static bool Recognizes(SourcePath path) => path.AllJsonFiles(
        static shape => s_contents.Any(content => shape.Has($"s:[]/{content}") || s_lists.Any(list => shape.Has($"s:{list}/[]/{content}"))));

    /// <summary>Reads all files to the end and opens them.</summary>
    /// <exception cref="InputException">A file cannot be read, or it is not JSON.</exception>
    public static ILibrarySource Open(SourcePath path) => new RaycastSource(path, path.CountInJsonFiles(
        static shape => shape.Count("o:[]") + s_lists.Sum(list => shape.Count($"o:{list}/[]"))));

    /// <inheritdoc/>
    public IAsyncEnumerable<ImportItem> ReadAsync(CancellationToken cancellationToken) => Read().ReadAsync(cancellationToken);

    private IEnumerable<ImportItem> Read()
    {
        foreach (var file in _path.FilesToRead)
        {
            var list = (_path.ShapeOf(file) is { } shape ? s_lists.FirstOrDefault(name => shape.Has($"a:{name}")) : null) is { } found ? new[] { found } : [];
            foreach (var item in JsonFileReader.ReadItems(file, list))
                yield return ItemOf(item);
        }
    }

    private static ImportItem ItemOf(JsonItem item)
    {
        var name = SourceName.Given(item.Text("name", "title"));
        var sourceId = item.SourceId("id");
        if (item.Text(s_contents) is not { } text)
            return ImportItem.Skipped(name, sourceId, "It has no text.");
        return ImportItem.Of(ImportMaterial.OfText(text) with
        {
            SourceId = sourceId,
            Name = name,
            Tags = [.. item.Value.Member("tags").EnumerateArray().Select(static tag => tag.AsText()).Where(static tag => !string.IsNullOrWhiteSpace(tag)).Distinct(StringComparer.Ordinal)!],
        });
    }
}
