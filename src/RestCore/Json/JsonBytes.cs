using System;
using System.Text;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Parses one value that has arrived whole.</summary>
internal static class JsonBytes
{
    private const int MaxDepth = 1000;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = MaxDepth };

#if NETFRAMEWORK
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
#endif

    /// <summary>Deeper than any sane answer, and not so deep that it could exhaust the stack.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>The value in memory of its own. Bytes that are no UTF-8 become replacement characters.</summary>
    /// <param name="bytes">The value; white space may stand around it.</param>
    /// <param name="malformed">Makes the error, of where in the bytes it is.</param>
    /// <exception cref="MalformedResponseException">This is not one JSON value.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> bytes, Func<long, JsonException, MalformedResponseException> malformed)
    {
        try
        {
            // Parsed in memory that is used again and then copied: that takes half the time of JsonElement.ParseValue, which reads twice.
            using var document = JsonDocument.Parse(IsUtf8(bytes.Span) ? bytes : Repaired(bytes), s_options);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw malformed(IndexOf(e, bytes.Span), e);
        }
    }

    private static byte[] Repaired(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.ToArray()));

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
