using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PiecesOs.Server.Http;

/// <summary>Writes JSON as Pieces OS does: minimal escaping, no null members, grouped timestamps.</summary>
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

    /// <summary>Writes <c>{"iterable":[...],"indices":{...}}</c> around the items; each ID has its position as index.</summary>
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
}
