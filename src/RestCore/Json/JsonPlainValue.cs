using System.Collections.Specialized;
using System.Linq;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Turns JSON into plain .NET values that any language can walk.</summary>
public static class JsonPlainValue
{
    /// <summary>
    /// Strings, long, decimal or double, bool, <see langword="null"/>, <c>object[]</c> for arrays and
    /// <see cref="OrderedDictionary"/> for objects; of a repeated member the last value counts.
    /// </summary>
    public static object? From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.AsText(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => json.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.Object => Dictionary(json),
        _ => null,
    };

    private static object Number(JsonElement json)
    {
        if (json.TryGetInt64(out var whole))
            return whole;
        // A decimal would cut the digits of 1e-30 off.
        var hasExponent = json.GetRawText().IndexOfAny(['e', 'E']) >= 0;
        return !hasExponent && json.TryGetDecimal(out var exact) ? exact : json.GetDouble();
    }

    private static OrderedDictionary Dictionary(JsonElement json)
    {
        var members = new OrderedDictionary();
        foreach (var member in json.EnumerateObject())
            members[member.LenientName()] = From(member.Value);
        return members;
    }
}
