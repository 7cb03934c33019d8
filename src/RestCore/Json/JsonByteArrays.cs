using System.Buffers;
using System.Globalization;
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

    private static readonly byte[] s_mark = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N"));
    private static readonly byte[] s_start = [(byte)'[', (byte)'"', .. s_mark, (byte)'"', (byte)','];

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

        return [.. s_start, .. Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture)), (byte)']'];
    }

    /// <summary>The array whose place this is; <see langword="null"/> for anything else.</summary>
    public JsonByteArray? Find(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 2 && json[0].ValueKind == JsonValueKind.String && json[0].ValueEquals(s_mark)
            ? _arrays[json[1].GetInt32()]
            : null;

    /// <summary>The text with all arrays in their places again.</summary>
    public string Restore(byte[] utf8)
    {
        using var restored = new MemoryStream();
        WriteRestored(utf8, restored);
        return Encoding.UTF8.GetString(restored.GetBuffer(), 0, (int)restored.Length);
    }

    /// <summary>Writes the text with all arrays in their places again.</summary>
    public void WriteRestored(byte[] utf8, Stream output)
    {
        var written = 0;
        while (utf8.AsSpan(written).IndexOf(s_start) is >= 0 and var before)
        {
            output.Write(utf8, written, before);
            var place = utf8.AsSpan(written + before + s_start.Length);
            var end = place.IndexOf((byte)']');
            output.WriteByte((byte)'[');
            WriteNumbers(_arrays[int.Parse(Encoding.ASCII.GetString(place.Slice(0, end).ToArray()), CultureInfo.InvariantCulture)], output);
            output.WriteByte((byte)']');
            written += before + s_start.Length + end + 1;
        }

        output.Write(utf8, written, utf8.Length - written);
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
}
