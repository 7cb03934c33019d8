using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Puts changed members into the text of an object and leaves every other byte as it is.</summary>
internal static class JsonMemberSplicer
{
    /// <summary>Writes the object with each changed value in its place and new members at the end, and does not hold it as a whole.</summary>
    public static void Splice(JsonValue json, IReadOnlyList<KeyValuePair<string, JsonValue>> changes, Stream output)
    {
        // Without the long arrays of bytes, which are put back when a part is written.
        var bytes = json.ValueKind == JsonValueKind.Object ? json.GetUtf8() : [(byte)'{', (byte)'}'];
        var added = changes.ToList();
        var copied = 0;
        var separator = string.Empty;

        var reader = new Utf8JsonReader(bytes, JsonBytes.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            separator = ",";
            var name = NameAt(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            foreach (var change in changes.Where(change => change.Key == name))
            {
                json.WriteRestored(bytes, copied, start - copied, output);
                change.Value.WriteTo(output);
                copied = (int)reader.BytesConsumed;
                added.RemoveAll(other => other.Key == name);
            }
        }

        json.WriteRestored(bytes, copied, (int)reader.TokenStartIndex - copied, output);
        foreach (var member in added)
        {
            var name = JsonEncodedText.Encode(member.Key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            Write(output, $"{separator}\"{name}\":");
            member.Value.WriteTo(output);
            separator = ",";
        }

        Write(output, "}");
    }

    private static string NameAt(ref Utf8JsonReader reader)
    {
        var name = Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
        return reader.ValueIsEscaped ? LenientJsonText.Decode($"\"{name}\"") : name;
    }

    private static void Write(Stream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }
}
