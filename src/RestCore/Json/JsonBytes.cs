using System.Text;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>Parses one value that has arrived whole.</summary>
internal static class JsonBytes
{
    private const int MaxDepth = 1000;

#if NETFRAMEWORK
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
#endif

    /// <summary>Deeper than any sane response, and not so deep that it could exhaust the stack.</summary>
    public static JsonDocumentOptions DocumentOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>The same.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>The value in memory of its own. Bytes that are no UTF-8 become replacement characters.</summary>
    /// <param name="bytes">The value; white space may stand around it.</param>
    /// <param name="arrays">What was taken out of it.</param>
    /// <param name="malformed">Makes the error, of where in the bytes it is.</param>
    /// <exception cref="MalformedResponseException">This is not one JSON value.</exception>
    public static JsonValue Parse(
        ReadOnlyMemory<byte> bytes, JsonByteArrays? arrays, Func<long, JsonException, MalformedResponseException> malformed)
    {
        var isUtf8 = IsUtf8(bytes.Span);
        if (isUtf8 && JsonText.TryCreate(bytes.Span) is { } text)
            return new JsonValue(text, arrays);
        try
        {
            using var document = JsonDocument.Parse(isUtf8 ? bytes : Repaired(bytes), DocumentOptions);
            return new JsonValue(document.RootElement.Clone(), arrays);
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
