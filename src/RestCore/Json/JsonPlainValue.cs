using System.Text.Json;

namespace RestCore.Json;

/// <summary>Turns JSON into plain .NET values that any language can walk.</summary>
public static class JsonPlainValue
{
    /// <summary>
    /// Strings, long, decimal or double, bool, <see langword="null"/>, <c>object[]</c> for arrays, <c>byte[]</c> for long ones of
    /// bytes, and <see cref="PlainObject"/> for objects; of a repeated member the last value counts.
    /// </summary>
    public static object? From(JsonValue json) => json.ValueKind switch
    {
        JsonValueKind.String => json.AsText(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array when json.AsByteArray() is { } bytes => bytes.ToArray(),
        JsonValueKind.Array => json.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.Object => Dictionary(json),
        _ => null,
    };

    private static object? Number(JsonValue json)
    {
        var text = json.GetRawText();
        if (text.IndexOfAny(['e', 'E', '.']) < 0 && json.AsInt64() is { } whole)
            return whole;
        // A decimal would cut the digits of 1e-30 off.
        var hasExponent = text.IndexOfAny(['e', 'E']) >= 0;
        return !hasExponent && json.AsDecimal() is { } exact ? exact : json.AsDouble();
    }

    private static PlainObject Dictionary(JsonValue json)
    {
        var members = new PlainObject(json);
        foreach (var member in json.EnumerateMembers())
            members[member.Key] = From(member.Value);
        return members;
    }
}
