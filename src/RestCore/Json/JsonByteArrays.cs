using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>
/// The arrays of bytes that were taken out of one JSON text. In the place of each stands an array that names it by a mark no
/// server can know.
/// </summary>
internal sealed class JsonByteArrays
{
    private const int PieceLength = 16 * 1024;

    private static readonly string s_mark = Guid.NewGuid().ToString("N");
    private static readonly byte[] s_markUtf8 = Encoding.ASCII.GetBytes(s_mark);
    private static readonly string s_start = $"[\"{s_mark}\",";

    private readonly List<JsonByteArray> _arrays = [];

    /// <summary>The array that begins with these bytes, if there is one: the same file often comes several times.</summary>
    public JsonByteArray? FindBeginning(byte[] bytes, int count)
    {
        var beginning = new byte[count];
        foreach (var array in _arrays)
        {
            if (array.Length >= count && array.Read(0, beginning, 0, count) == count && bytes.AsSpan(0, count).SequenceEqual(beginning))
                return array;
        }

        return null;
    }

    /// <summary>Keeps an array; what to write in its place.</summary>
    public byte[] Keep(JsonByteArray array)
    {
        var index = _arrays.IndexOf(array);
        if (index < 0)
        {
            index = _arrays.Count;
            _arrays.Add(array);
        }

        return Encoding.ASCII.GetBytes(FormattableString.Invariant($"{s_start}{index}]"));
    }

    /// <summary>The array whose place this is; <see langword="null"/> for anything else.</summary>
    public JsonByteArray? Find(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 2 && json[0].ValueKind == JsonValueKind.String && json[0].ValueEquals(s_markUtf8)
            ? _arrays[json[1].GetInt32()]
            : null;

    /// <summary>The text with all arrays in their places again.</summary>
    public string Restore(string text)
    {
        if (text.IndexOf(s_start, StringComparison.Ordinal) < 0)
            return text;
        using var restored = new MemoryStream();
        WriteRestored(text, this, restored);
        return Encoding.UTF8.GetString(restored.GetBuffer(), 0, (int)restored.Length);
    }

    /// <summary>Writes the text with all arrays in their places again.</summary>
    public static void WriteRestored(string text, JsonByteArrays? arrays, Stream output)
    {
        var written = 0;
        while (arrays is not null && text.IndexOf(s_start, written, StringComparison.Ordinal) is >= 0 and var place)
        {
            WriteText(text, written, place, output);
            var number = place + s_start.Length;
            var end = text.IndexOf(']', number);
            output.WriteByte((byte)'[');
            WriteNumbers(arrays._arrays[int.Parse(text.Substring(number, end - number), CultureInfo.InvariantCulture)], output);
            output.WriteByte((byte)']');
            written = end + 1;
        }

        WriteText(text, written, text.Length, output);
    }

    /// <summary>Writes bytes as JSON numbers with commas between.</summary>
    public static void WriteNumbers(JsonByteArray array, Stream output)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(PieceLength);
        var numbers = ArrayPool<byte>.Shared.Rent(PieceLength * JsonByteArrayText.MaxLength);
        for (long position = 0; position < array.Length;)
        {
            var read = array.Read(position, bytes, 0, PieceLength);
            position += read;
            var length = JsonByteArrayText.Write(bytes.AsSpan(0, read), numbers);
            output.Write(numbers, 0, position < array.Length ? length : length - 1);
        }

        ArrayPool<byte>.Shared.Return(numbers);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static void WriteText(string text, int start, int end, Stream output)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(PieceLength));
        while (start < end)
        {
            var length = Math.Min(PieceLength, end - start);
            if (start + length < end && char.IsHighSurrogate(text[start + length - 1]))
                length--;
            output.Write(bytes, 0, Encoding.UTF8.GetBytes(text, start, length, bytes, 0));
            start += length;
        }

        ArrayPool<byte>.Shared.Return(bytes);
    }
}
