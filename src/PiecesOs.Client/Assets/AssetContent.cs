using System.Collections.Generic;
using System.IO;
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
    private readonly JsonElement _raw;

    private AssetContent(JsonElement raw) => _raw = raw;

    /// <summary>Whether the content was sent as text.</summary>
    public bool IsText => _raw.ValueKind == JsonValueKind.String;

    /// <summary>The content as text; bytes are read as UTF-8.</summary>
    /// <exception cref="InvalidDataException">The server sent something between the bytes that is none.</exception>
    public string GetText() => IsText ? _raw.AsText() ?? string.Empty : Encoding.UTF8.GetString(GetBytes());

    /// <summary>The content as bytes; text is written as UTF-8 without a byte order mark.</summary>
    /// <exception cref="InvalidDataException">The server sent something between the bytes that is none.</exception>
    public byte[] GetBytes()
    {
        if (IsText)
            return Encoding.UTF8.GetBytes(GetText());

        var bytes = new List<byte>(_raw.GetArrayLength());
        foreach (var number in _raw.EnumerateArray())
            bytes.Add(ByteOf(number));
        return bytes.ToArray();
    }

    /// <summary>Finds the content of a format; <see langword="null"/> when it was left out.</summary>
    internal static AssetContent? Of(JsonElement fragment, JsonElement file)
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
    private static byte ByteOf(JsonElement number)
    {
        if (number.ValueKind == JsonValueKind.Number)
        {
            if (number.TryGetInt32(out var whole) && whole is >= sbyte.MinValue and <= byte.MaxValue)
                return unchecked((byte)whole);
            if (number.TryGetDouble(out var value) && value is >= sbyte.MinValue and <= byte.MaxValue && value % 1 == 0)
                return unchecked((byte)(int)value);
        }

        throw new InvalidDataException($"The content holds {number.GetRawText()}, which is not a byte.");
    }
}
