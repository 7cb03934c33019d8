using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PiecesOs.Server.Http;

/// <summary>Reads and writes JSON as Pieces OS does: minimal escaping, no null members, grouped timestamps.</summary>
internal static class Json
{
    /// <summary>As the real server writes text: only what JSON requires is escaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Builds a document.</summary>
    public static byte[] Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes an object.</summary>
    public static void WriteObject(this Utf8JsonWriter writer, Action members)
    {
        writer.WriteStartObject();
        members();
        writer.WriteEndObject();
    }

    /// <summary>Writes a member that is an object.</summary>
    public static void WriteObject(this Utf8JsonWriter writer, string name, Action members)
    {
        writer.WritePropertyName(name);
        writer.WriteObject(members);
    }

    /// <summary>Writes an array of objects.</summary>
    public static void WriteArray<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> members)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            writer.WriteObject(() => members(item));
        writer.WriteEndArray();
    }

    /// <summary>Writes a string member, or nothing without a value: Pieces OS omits absent members.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    /// <summary>Writes a GroupedTimestamp.</summary>
    public static void Timestamp(this Utf8JsonWriter writer, string name, DateTime time)
    {
        writer.WriteStartObject(name);
        writer.WriteString("value", Format(time));
        writer.WriteString("readable", RelativeTime.Of(time));
        writer.WriteEndObject();
    }

    /// <summary>UTC with <c>Z</c> as Dart writes it: three fraction digits when the microseconds are whole milliseconds, else six.</summary>
    public static string Format(DateTime time) => time.ToUniversalTime().ToString(
        time.Ticks / TimeSpan.TicksPerMicrosecond % 1000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
        CultureInfo.InvariantCulture);

    /// <summary>Writes <c>{"iterable":[...]}</c> around the items.</summary>
    public static void List<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartObject(name);
        writer.WriteStartArray("iterable");
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{"iterable":[...],"indices":{...}}</c> around the items; each id has its position as index.</summary>
    public static void IndexedList<T>(this Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Func<T, string> id, Action<T> write)
    {
        writer.WriteStartObject(name);
        writer.WriteStartArray("iterable");
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
        writer.WriteStartObject("indices");
        for (var i = 0; i < items.Count; i++)
            writer.WriteNumber(id(items[i]), i);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The JSON of a value without its null members.</summary>
    public static byte[] WithoutNulls(JsonElement value) => Build(writer => value.WriteWithoutNulls(writer));

    /// <summary>The JSON of a value without its null members.</summary>
    public static byte[] WithoutNulls(JsonNode value)
    {
        using var document = JsonDocument.Parse(Build(writer => value.WriteTo(writer)));
        return WithoutNulls(document.RootElement);
    }

    /// <summary>Writes the value without its null members, at any depth.</summary>
    public static void WriteWithoutNulls(this JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
                {
                    writer.WritePropertyName(member.Name);
                    member.Value.WriteWithoutNulls(writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    item.WriteWithoutNulls(writer);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>The member if it exists and is not null.</summary>
    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The member when it is an object.</summary>
    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>The member when it is a string.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        try
        {
            return element.Get(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            throw ApiError.BadRequest($"{name} is not valid Unicode text (a surrogate stands alone).");
        }
    }

    /// <summary>The member when it is a boolean.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Get(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The items of a member that is an array, or of its <c>iterable</c>.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Get(name) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } list when list.Get("iterable") is { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        _ => [],
    };

    /// <summary>The time of a GroupedTimestamp, or of a plain string.</summary>
    public static DateTime? Time(this JsonElement element, string name)
    {
        var value = element.Get(name) is { ValueKind: JsonValueKind.Object } grouped ? grouped.Text("value") : element.Text(name);
        return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }
}
