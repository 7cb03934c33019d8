using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// Content as Pieces OS carries it: text in <c>fragment.string.raw</c> or <c>file.string.raw</c>, bytes as an array of
/// numbers in <c>fragment.bytes.raw</c> or <c>file.bytes.raw</c>. Where one format has both, they are the same content, and the
/// text is used. Decoded when needed.
/// </summary>
public sealed class AssetContent
{
    private static readonly Encoding s_strictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonValue _raw;
    private readonly Classification? _classification;
    private bool? _isTextInBytes;

    private AssetContent(JsonValue raw, Classification? classification)
    {
        _raw = raw;
        _classification = classification;
    }

    /// <summary>
    /// Whether the content is text: it was sent as text, or it was sent as bytes, its classification is one of text, and the bytes
    /// are valid UTF-8 without a NUL.
    /// </summary>
    public bool IsText => IsSentAsText || (_isTextInBytes ??= IsTextInBytes());

    /// <summary>Whether the content was sent as text and not as bytes.</summary>
    public bool IsSentAsText => _raw.ValueKind == JsonValueKind.String;

    /// <summary>The content, if it is text.</summary>
    public string? Text => IsText ? GetText() : null;

    /// <summary>The number of lines, if it is text. A line break at the end does not start another line.</summary>
    public int? LineCount
    {
        get
        {
            if (Text is not { } text)
                return null;
            using var reader = new StringReader(text);
            var count = 0;
            while (reader.ReadLine() is not null)
                count++;
            return count;
        }
    }

    /// <summary>The number of bytes. Text is counted as UTF-8.</summary>
    public long Size => IsSentAsText
        ? Encoding.UTF8.GetByteCount(GetText())
        : _raw.AsByteArray()?.Length ?? _raw.EnumerateArray().Count();

    /// <summary>The SHA-256 hash of the bytes in hexadecimal, as Get-FileHash writes it; <see langword="null"/> when they are not valid.</summary>
    public string? Sha256
    {
        get
        {
            try
            {
                using var content = OpenRead();
                using var hash = SHA256.Create();
                return BitConverter.ToString(hash.ComputeHash(content)).Replace("-", string.Empty);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }

    /// <summary>The content as text; bytes are read as UTF-8.</summary>
    /// <exception cref="InvalidDataException">The server sent something between the bytes that is not a byte.</exception>
    public string GetText() => IsSentAsText ? _raw.AsText() ?? string.Empty : Encoding.UTF8.GetString(GetBytes());

    /// <summary>The content as bytes; text is written as UTF-8 without a byte order mark.</summary>
    /// <exception cref="InvalidDataException">The server sent something between the bytes that is not a byte.</exception>
    public byte[] GetBytes() => IsSentAsText
        ? Encoding.UTF8.GetBytes(GetText())
        : _raw.AsByteArray()?.ToArray() ?? _raw.EnumerateArray().Select(ByteOf).ToArray();

    /// <summary>The content as a stream of the same bytes, of which a large file never is in memory as a whole.</summary>
    /// <exception cref="InvalidDataException">The server sent something between the bytes that is not a byte.</exception>
    public Stream OpenRead() => _raw.AsByteArray()?.OpenRead() ?? new MemoryStream(GetBytes(), writable: false);

    /// <summary>Finds the content of a format; <see langword="null"/> when it was left out.</summary>
    internal static AssetContent? Of(JsonValue fragment, JsonValue file, Classification? classification = null)
    {
        JsonValue[] holders = [fragment, file];
        var text = holders.Select(static holder => holder.Member("string", "raw")).FirstOrDefault(static raw => raw.ValueKind == JsonValueKind.String);
        var allBytes = holders.Select(static holder => holder.Member("bytes", "raw")).Where(static raw => raw.ValueKind == JsonValueKind.Array).ToArray();
        var bytes = allBytes.FirstOrDefault(HasElements);

        // An empty text beside bytes is not what they say.
        if (text.ValueKind == JsonValueKind.String && (bytes.ValueKind != JsonValueKind.Array || text.AsText() is { Length: > 0 }))
            return new AssetContent(text, classification);
        return allBytes.Length == 0 ? null : new AssetContent(bytes.ValueKind == JsonValueKind.Array ? bytes : allBytes[0], classification);
    }

    private static bool HasElements(JsonValue array) => array.AsByteArray()?.Length > 0 || array.EnumerateArray().Any();

    private bool IsTextInBytes()
    {
        if (_classification is not { IsText: true })
            return false;
        try
        {
            using var reader = new StreamReader(OpenRead(), s_strictUtf8, detectEncodingFromByteOrderMarks: false);
            var buffer = new char[16 * 1024];
            int read;
            while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
            {
                if (Array.IndexOf(buffer, '\0', 0, read) >= 0)
                    return false;
            }

            return true;
        }
        catch (Exception e) when (e is DecoderFallbackException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Some languages count bytes from -128; the low eight bits are the same. Some write 1.0 for 1.</summary>
    private static byte ByteOf(JsonValue number) =>
        number.AsDouble() is >= sbyte.MinValue and <= byte.MaxValue and var value && value % 1 == 0
            ? unchecked((byte)(int)value)
            : throw new InvalidDataException($"The content holds {number.GetRawText()}, which is not a byte.");
}
