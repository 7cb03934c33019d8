using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>Writes a hashtable as the JSON object that Cloudflare calls meta.</summary>
internal static class CloudflareMeta
{
    private const int MaxDepth = 60;

    /// <summary>The JSON; of kind Undefined when there is no hashtable.</summary>
    /// <exception cref="InputException">Something in it has no form in JSON.</exception>
    public static JsonElement ToJson(IDictionary? meta)
    {
        if (meta is null)
            return default;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, meta, depth: 0);
        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
            throw CloudflareCmdletErrors.MetaUnusable("it is nested too deep, or holds itself.");
        switch (InputObject.Unwrap(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case IDictionary dictionary:
                WriteObject(writer, dictionary, depth);
                break;
            case PSObject custom:
                WriteObject(writer, custom, depth);
                break;
            case string or char or Guid or Uri or Enum:
                writer.WriteStringValue(Convert.ToString(InputObject.Unwrap(value), CultureInfo.InvariantCulture));
                break;
            case bool yes:
                writer.WriteBooleanValue(yes);
                break;
            case SwitchParameter yes:
                writer.WriteBooleanValue(yes.IsPresent);
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
                    Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case { } other:
                WriteNumber(writer, other);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IDictionary dictionary, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty);
            Write(writer, entry.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, PSObject custom, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in custom.Properties)
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong whole:
                writer.WriteNumberValue(whole);
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
            default:
                throw CloudflareCmdletErrors.MetaUnusable($"there is a {value.GetType().Name} in it.");
        }
    }
}
