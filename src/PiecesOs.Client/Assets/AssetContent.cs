using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// Content as Pieces OS carries it: text in <c>fragment.string.raw</c> or <c>file.string.raw</c>, bytes as an array of
/// numbers in <c>fragment.bytes.raw</c> or <c>file.bytes.raw</c>. Decoded when asked for.
/// </summary>
public sealed class AssetContent
{
    private readonly JsonValue _raw;

    private AssetContent(JsonValue raw) => _raw = raw;

    /// <summary>Whether the content was sent as text.</summary>
    public bool IsText => _raw.ValueKind == JsonValueKind.String;

    /// <summary>The content as text; bytes are read as UTF-8.</summary>
    /// <exception cref="InvalidDataException">The server sent something between the bytes that is none.</exception>
    public string GetText() => IsText ? _raw.AsText() ?? string.Empty : Encoding.UTF8.GetString(GetBytes());

    /// <summary>The content as bytes; text is written as UTF-8 without a byte order mark.</summary>
    /// <exception cref="InvalidDataException">The server sent something between the bytes that is none.</exception>
    public byte[] GetBytes() => IsText
        ? Encoding.UTF8.GetBytes(GetText())
        : _raw.AsByteArray()?.ToArray() ?? _raw.EnumerateArray().Select(ByteOf).ToArray();

    /// <summary>The content as a stream of the same bytes, of which a large file never is in memory as a whole.</summary>
    /// <exception cref="InvalidDataException">The server sent something between the bytes that is none.</exception>
    public Stream OpenRead() => _raw.AsByteArray()?.OpenRead() ?? new MemoryStream(GetBytes(), writable: false);

    /// <summary>Finds the content of a format; <see langword="null"/> when it was left out.</summary>
    internal static AssetContent? Of(JsonValue fragment, JsonValue file)
    {
        foreach (var holder in new[] { fragment, file })
        {
            if (holder.Member("string", "raw") is { ValueKind: JsonValueKind.String } text)
                return new AssetContent(text);
            if (holder.Member("bytes", "raw") is { ValueKind: JsonValueKind.Array } bytes)
                return new AssetContent(bytes);
        }

        return null;
    }

    /// <summary>Some languages count bytes from -128; the low eight bits are the same. Some write 1.0 for 1.</summary>
    private static byte ByteOf(JsonValue number) =>
        number.AsDouble() is >= sbyte.MinValue and <= byte.MaxValue and var value && value % 1 == 0
            ? unchecked((byte)(int)value)
            : throw new InvalidDataException($"The content holds {number.GetRawText()}, which is not a byte.");
}
