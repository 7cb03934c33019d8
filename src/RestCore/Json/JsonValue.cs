using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>
/// One JSON value as the server sent it. Reading never throws over what it is: what is not there, or is something else, reads
/// as <see langword="null"/>. A long array of byte values, as files are sent, is kept as bytes; see <see cref="AsByteArray"/>.
/// </summary>
public readonly struct JsonValue
{
    private readonly JsonElement _element;
    private readonly JsonText? _text; // Instead of the element, until it is needed.
    private readonly JsonByteArrays? _arrays;

    internal JsonValue(JsonElement element, JsonByteArrays? arrays)
    {
        _element = element;
        _arrays = arrays;
    }

    internal JsonValue(JsonText text, JsonByteArrays? arrays)
    {
        _text = text;
        _arrays = arrays;
    }

    /// <summary>What it is; <see cref="JsonValueKind.Undefined"/> when it is absent.</summary>
    public JsonValueKind ValueKind => _text?.Kind ?? _element.ValueKind;

    /// <summary>The value, parsed.</summary>
    internal JsonElement Element => _text?.Root ?? _element;

    /// <summary>A value that was parsed elsewhere.</summary>
    public static implicit operator JsonValue(JsonElement element) => new(element, arrays: null);

    /// <summary>A member of an object; of kind <see cref="JsonValueKind.Undefined"/> when it is absent or this is no object.</summary>
    public JsonValue Member(string name)
    {
        if (ValueKind != JsonValueKind.Object)
            return default;
        if (_text is not null)
            return new JsonValue(_text.Member(name), _arrays);
        try
        {
            return _element.TryGetProperty(name, out var member) ? new JsonValue(member, _arrays) : default;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair in this name or in another one.
            return EnumerateMembers().LastOrDefault(member => member.Key == name).Value;
        }
    }

    /// <summary>A nested member, by the names that lead to it.</summary>
    public JsonValue Member(string name, string innerName) => Member(name).Member(innerName);

    /// <summary>The members of an object with their names, in order; of anything else none.</summary>
    public IEnumerable<KeyValuePair<string, JsonValue>> EnumerateMembers()
    {
        if (ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in Element.EnumerateObject())
            yield return new KeyValuePair<string, JsonValue>(LenientName(member), new JsonValue(member.Value, _arrays));
    }

    /// <summary>The elements of an array, in order; of anything else none.</summary>
    public IEnumerable<JsonValue> EnumerateArray()
    {
        if (ValueKind != JsonValueKind.Array)
            yield break;
        var isKept = AsByteArray() is not null;
        foreach (var element in (isKept ? Parse(GetRawText()) : Element).EnumerateArray())
            yield return new JsonValue(element, isKept ? null : _arrays);
    }

    /// <summary>The text of a string; the digits of a number; otherwise <see langword="null"/>.</summary>
    public string? AsText()
    {
        switch (ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    return _element.GetString();
                }
                catch (InvalidOperationException)
                {
                    // Half a surrogate pair: legal JSON to many servers.
                    return LenientJsonText.Decode(_element.GetRawText());
                }

            case JsonValueKind.Number:
                return _element.GetRawText();
            default:
                return null;
        }
    }

    /// <summary>True or false.</summary>
    public bool? AsBoolean() => ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A whole number; a fraction is cut off.</summary>
    public long? AsInt64()
    {
        if (ValueKind != JsonValueKind.Number)
            return null;
        if (_element.TryGetInt64(out var whole))
            return whole;
        return _element.TryGetDouble(out var number) && Math.Abs(number) < long.MaxValue ? (long)number : null;
    }

    /// <summary>A number.</summary>
    public double? AsDouble() => ValueKind == JsonValueKind.Number && _element.TryGetDouble(out var number) ? number : null;

    /// <summary>An ISO 8601 time, with all its digits; without an offset it is taken as UTC.</summary>
    public DateTimeOffset? AsDateTime() =>
        ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>
    /// The bytes of a long array of numbers from 0 to 255 that was read from the server. Short arrays, and arrays written in any
    /// other way, stay arrays: then this is <see langword="null"/>.
    /// </summary>
    public JsonByteArray? AsByteArray() => _arrays?.Find(Element);

    /// <summary>The JSON text, as it came in.</summary>
    /// <exception cref="OutOfMemoryException">It is longer than a string can be: use <see cref="WriteTo(Stream)"/>.</exception>
    public string GetRawText()
    {
        if (_arrays is not null)
            return _arrays.Restore(GetUtf8());
        if (_text is not null)
            return Encoding.UTF8.GetString(_text.Utf8);
        return ValueKind == JsonValueKind.Undefined ? "null" : _element.GetRawText();
    }

    /// <summary>Writes the JSON text as UTF-8, as it came in and whatever its length.</summary>
    public void WriteTo(Stream output)
    {
        if (output is null)
            throw new ArgumentNullException(nameof(output));
        var utf8 = GetUtf8();
        if (_arrays is null)
            output.Write(utf8, 0, utf8.Length);
        else
            _arrays.WriteRestored(utf8, output);
    }

    /// <summary>The text of a string, or the JSON text of anything else.</summary>
    public override string ToString() => AsText() ?? GetRawText();

    /// <summary>A decimal number with all its digits.</summary>
    internal decimal? AsDecimal() => ValueKind == JsonValueKind.Number && _element.TryGetDecimal(out var number) ? number : null;

    /// <summary>Writes a part of what <see cref="GetUtf8"/> returns, with what was taken out of it in its place again.</summary>
    internal void WriteRestored(byte[] utf8, int start, int length, Stream output)
    {
        if (_arrays is null)
            output.Write(utf8, start, length);
        else
            _arrays.WriteRestored(utf8.AsSpan(start, length).ToArray(), output);
    }

    /// <summary>The text without what was taken out of it.</summary>
    internal byte[] GetUtf8() => _text?.Utf8 ?? Encoding.UTF8.GetBytes(ValueKind == JsonValueKind.Undefined ? "null" : _element.GetRawText());

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string LenientName(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return LenientJsonText.Decode(member.ToString());
        }
    }
}
