using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>An element of an array, or a member of an object, in a JSON file.</summary>
/// <param name="Name">The name of the member; <see langword="null"/> for an element.</param>
/// <param name="Value">The value.</param>
/// <param name="Number">Its position in the list, from 1.</param>
internal readonly record struct JsonItem(string? Name, JsonValue Value, int Number)
{
    /// <summary>The first of several members that is a string with content.</summary>
    public string? Text(params string[] names) => names.Select(Text).FirstOrDefault(static text => !string.IsNullOrEmpty(text));

    /// <summary>The strings in a member that is a string or a list of strings.</summary>
    public string? Lines(string name) => LinesOf(Value.Member(name));

    /// <summary>What identifies the item: one of its members, which can be a number, or its position.</summary>
    public string SourceId(params string[] names) => names.Select(Id).FirstOrDefault(static id => !string.IsNullOrEmpty(id)) ?? FormattableString.Invariant($"#{Number}");

    /// <summary>A member that is a string or a number.</summary>
    public string? Id(string name) => Value.Member(name).AsText();

    /// <summary>A string, or several that are the lines of a text; <see langword="null"/> for anything else.</summary>
    public static string? LinesOf(JsonValue value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.AsText();
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        var lines = value.EnumerateArray().Select(static line => line.ValueKind == JsonValueKind.String ? line.AsText() : null).ToArray();
        return Array.IndexOf(lines, null) >= 0 ? null : string.Join("\n", lines);
    }

    private string? Text(string name) => Value.Member(name) is { ValueKind: JsonValueKind.String } member ? member.AsText() : null;
}
