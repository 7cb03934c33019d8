using System.Text;

namespace PiecesOs.Client;

/// <summary>Distinguishes text from binary content.</summary>
public static class TextBytes
{
    private static readonly Encoding[] s_encodings =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>The text, if the bytes are UTF-8 or start with a UTF-16 byte order mark; <see langword="null"/> for binary content.</summary>
    public static string? Decode(byte[] bytes)
    {
        if (bytes is null)
            throw new ArgumentNullException(nameof(bytes));
        try
        {
            var encoding = s_encodings.FirstOrDefault(known => StartsWith(bytes, known.GetPreamble())) ?? s_encodings[0];
            var mark = encoding.GetPreamble();
            var start = StartsWith(bytes, mark) ? mark.Length : 0;
            var text = encoding.GetString(bytes, start, bytes.Length - start);
            return text.IndexOf('\0') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool StartsWith(byte[] bytes, byte[] mark) => bytes.Take(mark.Length).SequenceEqual(mark);
}
