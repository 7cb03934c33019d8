using System.Text;
using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>
/// The properties at the beginning of a Markdown file, between two lines of three hyphens. Values in JSON, as Export-PiecesLibrary
/// writes them, are exact. The simple YAML that Obsidian and massCode write in their place is accepted too: plain and quoted strings,
/// lists, and texts of several lines.
/// </summary>
internal sealed class FrontMatter
{
    private const string Delimiter = "---";

    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.Ordinal);

    private FrontMatter(int end) => End = end;

    /// <summary>The number of the first line after it.</summary>
    public int End { get; }

    /// <summary>Reads it from the lines of a file. Returns <see langword="null"/> if the file has none.</summary>
    public static FrontMatter? Read(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0 || lines[0] != Delimiter)
            return null;
        var end = 1;
        while (end < lines.Count && lines[end] != Delimiter)
            end++;
        if (end == lines.Count)
            return null;

        var result = new FrontMatter(end + 1);
        for (var at = 1; at < end;)
            at = result.ReadProperty(lines, at, end);
        return result;
    }

    /// <summary>A text, number or truth value as text; <see langword="null"/> if it is absent or null.</summary>
    public string? Text(string key) => _texts.TryGetValue(key, out var text) ? text : null;

    /// <summary>A truth value.</summary>
    public bool IsTrue(string key) => Text(key) is "true" or "1";

    /// <summary>The elements of a list. A single text is a list of one.</summary>
    public IReadOnlyList<string> List(string key) => _lists.TryGetValue(key, out var list) ? list : Text(key) is { Length: > 0 } single ? [single] : [];

    /// <summary>Reads one property and returns the number of the line after it.</summary>
    private int ReadProperty(IReadOnlyList<string> lines, int at, int end)
    {
        var line = lines[at];
        var colon = line.IndexOf(':');
        var isProperty = colon > 0 && line[0] is not (' ' or '#' or '-') && (colon + 1 == line.Length || line[colon + 1] == ' ');
        if (!isProperty)
            return at + 1;
        var key = line.Substring(0, colon);
        var value = line.Substring(colon + 1).Trim();
        var next = at + 1;
        while (next < end && (lines[next].Length == 0 || lines[next][0] == ' ' || lines[next].StartsWith("- ", StringComparison.Ordinal)))
            next++;

        var block = lines.Skip(at + 1).Take(next - at - 1).ToArray();
        if (value.Length == 0)
            _lists[key] = [.. block.Select(static item => item.Trim()).Where(static item => item.StartsWith("- ", StringComparison.Ordinal)).Select(static item => Scalar(item.Substring(2).Trim()) ?? string.Empty)];
        else if (value[0] is '|' or '>')
            _texts[key] = Block(block, keepsLines: value[0] == '|');
        else if (value[0] == '[')
            _lists[key] = FlowList(value);
        else
            _texts[key] = Scalar(value);
        return next;
    }

    private static List<string> FlowList(string value) => Json(value) is { ValueKind: JsonValueKind.Array } array
        ? [.. array.EnumerateArray().Select(static element => element.AsText()).OfType<string>()]
        : [.. value.Trim('[', ']').Split(',').Select(static item => Scalar(item.Trim())).OfType<string>()];

    private static string? Scalar(string value)
    {
        if (value is "null" or "~" or "")
            return null;
        if (value[0] == '"')
            return Json(value).AsText() ?? value;
        return value.Length > 1 && value[0] == '\'' && value[value.Length - 1] == '\'' ? value.Substring(1, value.Length - 2).Replace("''", "'") : value;
    }

    private static string Block(IReadOnlyList<string> lines, bool keepsLines)
    {
        var indent = lines.Where(static line => line.Length > 0).Select(static line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty(0).First();
        return string.Join(keepsLines ? "\n" : " ", lines.Select(line => line.Length > indent ? line.Substring(indent) : string.Empty)).TrimEnd('\n', ' ');
    }

    private static JsonValue Json(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(value));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
