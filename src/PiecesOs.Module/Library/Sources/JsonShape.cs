using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>The structure of a JSON file, by which the program that wrote it is recognized.</summary>
internal sealed class JsonShape
{
    private const int MaxDepth = 4;

    /// <summary>The names that matter. All others are counted as one.</summary>
    private static readonly string[] s_names =
        ["body", "content", "contents", "folders", "items", "prefix", "snippet", "snippets", "tags", "text", "fragments", JsonFileReader.Element];

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private JsonShape()
    {
    }

    /// <summary>Reads the structure. This shows also whether the whole file is JSON.</summary>
    /// <exception cref="InputException">The file cannot be read, or it is not JSON.</exception>
    public static JsonShape Of(string file)
    {
        var shape = new JsonShape();
        JsonFileReader.ReadStructure(file, shape.Add);
        return shape;
    }

    /// <summary>The number of values of one kind with these names: a, o, s or n for an array, an object, a string or anything else, a colon, and the path.</summary>
    public int Count(string kindAndPath) => _counts.TryGetValue(kindAndPath, out var count) ? count : 0;

    /// <summary>Whether there is a value of one of these kinds and paths.</summary>
    public bool Has(params string[] kindsAndPaths) => kindsAndPaths.Any(_counts.ContainsKey);

    private void Add(IReadOnlyList<string> path, JsonTokenType token)
    {
        if (path.Count > MaxDepth)
            return;
        var kind = token switch
        {
            JsonTokenType.StartArray => "a:",
            JsonTokenType.StartObject => "o:",
            JsonTokenType.String => "s:",
            _ => "n:",
        };

        // Any name can be that of a snippet in the outermost object, so a body there counts under any name.
        var isBody = path.Count == 2 && path[1] == "body" && path[0] != JsonFileReader.Element;
        var key = kind + (isBody ? "*/body" : string.Join("/", path.Select(static name => s_names.Contains(name, StringComparer.Ordinal) ? name : "*")));
        _counts.TryGetValue(key, out var count);
        _counts[key] = count + 1;
    }
}
