using System;
using System.Text;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Parses one value that has arrived whole, and says exactly where it is malformed.</summary>
internal static class JsonBytes
{
#if NETFRAMEWORK
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
#endif

    /// <summary>Deeper than any sane answer, and not so deep that it could exhaust the stack.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = 1000 };

    /// <summary>The value in memory of its own. Bytes that are no UTF-8 become replacement characters.</summary>
    /// <param name="bytes">The value; white space may stand around it.</param>
    /// <param name="operation">The operation's name, for errors.</param>
    /// <param name="offset">Where in the whole text the bytes start.</param>
    /// <exception cref="MalformedResponseException">This is not one JSON value.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> bytes, string operation, long offset = 0)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, ReaderOptions);
            var value = JsonElement.ParseValue(ref reader);
            reader.Read(); // Throws when something else follows.
            return IsUtf8(bytes) ? value : Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.ToArray())), operation, offset);
        }
        catch (JsonException e)
        {
            throw new MalformedResponseException(operation, offset + IndexOf(e, bytes), "this is not JSON", e);
        }
    }

    private static long IndexOf(JsonException error, ReadOnlySpan<byte> bytes)
    {
        var lineStart = 0;
        for (var line = 0L; line < (error.LineNumber ?? 0); line++)
            lineStart += bytes.Slice(lineStart).IndexOf((byte)'\n') + 1;
        return lineStart + (error.BytePositionInLine ?? 0);
    }

#if NETFRAMEWORK
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            s_strict.GetCharCount(bytes.ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
#else
    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
#endif
}
