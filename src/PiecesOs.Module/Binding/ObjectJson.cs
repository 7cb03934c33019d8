using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>Converts what people type to JSON: hashtables, custom objects, lists, and objects that a server returned.</summary>
internal static class ObjectJson
{
    private const int MaxDepth = 60;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a value, as UTF-8. Properties of an object can be scripts, so call it on the pipeline thread.</summary>
    /// <param name="value">The value.</param>
    /// <param name="unusable">Creates the error for a value that cannot be converted. Its argument is a sentence that describes the problem.</param>
    /// <exception cref="InputException">A value cannot be converted to JSON.</exception>
    public static byte[] ToUtf8(object? value, Func<string, InputException> unusable)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
            Write(writer, value, unusable, depth: 0);
        return buffer.ToArray();
    }

    /// <summary>The JSON of a hashtable; undefined if there is no hashtable.</summary>
    /// <exception cref="InputException">A value cannot be converted to JSON.</exception>
    public static JsonElement ToElement(IDictionary? value, Func<string, InputException> unusable)
    {
        if (value is null)
            return default;
        using var document = JsonDocument.Parse(ToUtf8(value, unusable));
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, object? value, Func<string, InputException> unusable, int depth)
    {
        if (depth > MaxDepth)
            throw unusable("It is nested too deeply or contains itself.");
        switch (InputObject.Unwrap(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonResource resource:
                resource.WriteTo(writer);
                break;
            case IDictionary dictionary:
                WriteObject(writer, MembersOf(dictionary), unusable, depth);
                break;
            case PSObject custom:
                WriteObject(writer, custom.Properties.Select(static property => (property.Name, (object?)property.Value)), unusable, depth);
                break;
            case string or char or Guid or Uri or Enum:
                writer.WriteStringValue(Convert.ToString(InputObject.Unwrap(value), CultureInfo.InvariantCulture));
                break;
            case bool or SwitchParameter:
                writer.WriteBooleanValue(LanguagePrimitives.IsTrue(value));
                break;
            case DateTime time:
                writer.WriteStringValue(time.ToUniversalTime());
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, unusable, depth + 1);
                writer.WriteEndArray();
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(InputObject.Unwrap(value), CultureInfo.InvariantCulture));
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case float number when !float.IsNaN(number) && !float.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case { } other:
                throw unusable($"A value of type {other.GetType().Name} is not supported.");
        }
    }

    private static void WriteObject(
        Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> members, Func<string, InputException> unusable, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value, unusable, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<(string Name, object? Value)> MembersOf(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
            yield return (Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value);
    }
}
