using System.Text.Json;

namespace RestCore.Json;

/// <summary>
/// A well-formed object or array as it was received. The positions of the members of an object are known, and a member is parsed
/// only when it is read: of most elements of a long list, only a few are.
/// </summary>
internal sealed class JsonText
{
    [ThreadStatic]
    private static List<JsonOutline.Member>? s_members;

    private readonly JsonOutline.Member[] _members;
    private volatile ParsedMember? _parsed;

    private JsonText(byte[] utf8, JsonOutline.Member[] members)
    {
        Utf8 = utf8;
        _members = members;
    }

    /// <summary>The text.</summary>
    public byte[] Utf8 { get; }

    /// <summary>What it is.</summary>
    public JsonValueKind Kind => Utf8[0] == (byte)'{' ? JsonValueKind.Object : JsonValueKind.Array;

    /// <summary>The whole, parsed.</summary>
    public JsonElement Root => Parsed(-1, 0, Utf8.Length);

    /// <summary>The text, or <see langword="null"/> when it is something else or not well formed.</summary>
    public static JsonText? TryCreate(ReadOnlySpan<byte> utf8)
    {
        var members = s_members ??= [];
        return JsonOutline.TryRead(utf8, members) ? new JsonText(utf8.ToArray(), members.ToArray()) : null;
    }

    /// <summary>A member of the object; of kind <see cref="JsonValueKind.Undefined"/> when it is absent. Of a repeated one the last.</summary>
    public JsonElement Member(string name)
    {
        for (var i = _members.Length - 1; i >= 0; i--)
        {
            var member = _members[i];
            switch (Compare(member.Name, name))
            {
                case true:
                    return Parsed(i, member.Value, member.End - member.Value);
                case null:
                    return ((JsonValue)Root).Member(name).Element;
            }
        }

        return default;
    }

    /// <summary>Whether the name is that one; <see langword="null"/> when only the parser can decide.</summary>
    private bool? Compare(int at, string name)
    {
        foreach (var character in name)
        {
            var found = Utf8[at++];
            if (found is (byte)'\\' or > 0x7F || character is '"' or '\\' or > '\u007F')
                return null;
            if (found != character)
                return false;
        }

        return Utf8[at] == (byte)'"' ? true : Utf8[at] is (byte)'\\' or > 0x7F ? null : false;
    }

    /// <summary>A part, parsed once if it is large. Two threads may both parse it, with the same result.</summary>
    private JsonElement Parsed(int index, int start, int length)
    {
        for (var parsed = _parsed; parsed is not null; parsed = parsed.Next)
        {
            if (parsed.Index == index)
                return parsed.Element;
        }

        using var document = JsonDocument.Parse(Utf8.AsMemory(start, length), JsonBytes.DocumentOptions);
        var element = document.RootElement.Clone();
        if (element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            _parsed = new ParsedMember(index, element, _parsed);
        return element;
    }

    private sealed record ParsedMember(int Index, JsonElement Element, ParsedMember? Next);
}
