using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Puts changed members into the text of an object and leaves every other byte as it is.</summary>
internal static class JsonMemberSplicer
{
    /// <summary>The object's text with each changed value in its place and new members at the end.</summary>
    public static string Splice(string json, IReadOnlyList<KeyValuePair<string, JsonValue>> changes)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        using var spliced = new MemoryStream(bytes.Length);
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
                spliced.Write(bytes, copied, start - copied);
                Write(spliced, change.Value.GetRawText());
                copied = (int)reader.BytesConsumed;
                added.RemoveAll(other => other.Key == name);
            }
        }

        spliced.Write(bytes, copied, (int)reader.TokenStartIndex - copied);
        foreach (var member in added)
        {
            var name = JsonEncodedText.Encode(member.Key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            Write(spliced, $"{separator}\"{name}\":{member.Value.GetRawText()}");
            separator = ",";
        }

        Write(spliced, "}");
        return Encoding.UTF8.GetString(spliced.GetBuffer(), 0, (int)spliced.Length);
    }

    private static string NameAt(ref Utf8JsonReader reader)
    {
        var name = Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
        return reader.ValueIsEscaped ? LenientJsonText.Decode($"\"{name}\"") : name;
    }

    private static void Write(MemoryStream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }
}
