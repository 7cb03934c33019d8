using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>Converts a hashtable to the JSON object that Cloudflare calls meta.</summary>
internal static class CloudflareMeta
{
    private const int MaxDepth = 60;

    /// <summary>The JSON object; undefined if there is no hashtable.</summary>
    /// <exception cref="InputException">A value cannot be converted to JSON.</exception>
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
            throw CloudflareCmdletErrors.MetaTooDeep();
        switch (InputObject.Unwrap(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case IDictionary dictionary:
                WriteObject(writer, MembersOf(dictionary), depth);
                break;
            case PSObject custom:
                WriteObject(writer, custom.Properties.Select(static property => (property.Name, (object?)property.Value)), depth);
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
                    Write(writer, item, depth + 1);
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
                throw CloudflareCmdletErrors.MetaValueUnusable(other);
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> members, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<(string Name, object? Value)> MembersOf(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
            yield return (Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value);
    }
}
