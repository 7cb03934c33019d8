using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PiecesOs.Sandbox.Http;

/// <summary>The few habits that all JSON here shares: natural text, explicit nulls, grouped timestamps.</summary>
internal static class Json
{
    /// <summary>Text as the real server writes it: only what JSON demands is escaped.</summary>
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

    /// <summary>Writes an array of objects.</summary>
    public static void WriteArray<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> members)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            writer.WriteObject(() => members(item));
        writer.WriteEndArray();
    }

    /// <summary>Writes each name with null, as the Dart server does with every optional member that has no value.</summary>
    public static void Nulls(this Utf8JsonWriter writer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            writer.WriteNull(name);
    }

    /// <summary>Writes a GroupedTimestamp, or null.</summary>
    public static void Timestamp(this Utf8JsonWriter writer, string name, DateTime? time)
    {
        if (time is not { } value)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNull("schema");
        writer.WriteString("value", Format(value));
        writer.WriteString("readable", value.ToString("MMM d, yyyy, HH:mm", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    /// <summary>UTC with <c>Z</c> and six fraction digits.</summary>
    public static string Format(DateTime time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes <c>{"schema":null,"iterable":[...],"indices":null,"score":null}</c> around the items.</summary>
    public static void List<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write, params ReadOnlySpan<string> nulls)
    {
        writer.WriteStartObject(name);
        writer.WriteNull("schema");
        writer.WriteStartArray("iterable");
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
        writer.Nulls(nulls);
        writer.WriteEndObject();
    }

    /// <summary>The member when it is there and not null.</summary>
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
