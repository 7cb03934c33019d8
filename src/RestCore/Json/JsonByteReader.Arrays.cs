namespace RestCore.Json;

/// <content>
/// Long arrays of bytes inside a value: they are taken out while they arrive, so the value stays small. One that arrives in
/// pieces of less than a block is not noticed and stays an array.
/// </content>
internal sealed partial class JsonByteReader
{
    /// <summary>Arrays up to this length stay in the text.</summary>
    private const int MinArrayBytes = 1024;

    private const int ArrayPiece = 16 * 1024;

    /// <summary>What was taken out of the value that is being read: where in its text, and how much more there was than is now.</summary>
    private readonly List<(int At, long Bytes)> _cuts = [];
    private byte[]? _piece;

    /// <summary>
    /// Takes the array that <paramref name="at"/> is in the middle of out of the text and returns where the text goes on behind it,
    /// or -1 when it is none that can be taken out.
    /// </summary>
    private async ValueTask<int> TakeArrayAsync(int at, JsonByteArrays arrays)
    {
        var start = FindArrayStart(at);
        if (start < 0)
            return -1;
        _piece ??= new byte[ArrayPiece];

        // First enough of it to know that it is worth it, with the text still there.
        JsonByteArrayText.Stop stop;
        int consumed, count;
        while ((stop = ReadNumbers(start, MinArrayBytes, out consumed, out count)) == JsonByteArrayText.Stop.More && count < MinArrayBytes)
        {
            if (!await FillAsync().ConfigureAwait(false))
                throw Truncated();
        }

        if (stop != JsonByteArrayText.Stop.More)
            return -1;

        using var builder = new JsonByteArrayBuilder(arrays);
        while (true)
        {
            builder.Add(_piece, count);
            Remove(start, consumed);
            if (stop != JsonByteArrayText.Stop.More)
                break;
            while ((stop = ReadNumbers(start, ArrayPiece, out consumed, out count)) == JsonByteArrayText.Stop.More && count == 0)
            {
                if (!await FillAsync().ConfigureAwait(false))
                    throw Truncated();
            }
        }

        return stop == JsonByteArrayText.Stop.Closed
            ? Insert(start - 1, arrays.Keep(builder.Finish()), replaced: 1)
            : PutBack(start, builder.Finish());
    }

    /// <summary>Where the first number of the array stands, seen from inside it; -1 when there is something else than numbers and commas.</summary>
    private int FindArrayStart(int at)
    {
        var text = _buffer.AsSpan(_position, at);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] == (byte)'[')
                return i + 1;
            if (text[i] is not (>= (byte)'0' and <= (byte)'9' or (byte)','))
                return -1;
        }

        return -1;
    }

    private JsonByteArrayText.Stop ReadNumbers(int at, int most, out int consumed, out int count) => JsonByteArrayText.Read(
        _buffer.AsSpan(_position + at, _end - _position - at), _piece.AsSpan(0, most), out consumed, out count);

    private void Remove(int at, int length)
    {
        var from = _position + at;
        Buffer.BlockCopy(_buffer, from + length, _buffer, from, _end - from - length);
        _end -= length;
        Cut(at, length);
    }

    /// <summary>Puts bytes into the text in the place of others; where the text goes on behind them.</summary>
    private int Insert(int at, byte[] bytes, int replaced)
    {
        var more = bytes.Length - replaced;
        if (_end + more > _buffer.Length)
            Grow(_end + more);
        var from = _position + at + replaced;
        Buffer.BlockCopy(_buffer, from, _buffer, from + more, _end - from);
        Buffer.BlockCopy(bytes, 0, _buffer, _position + at, bytes.Length);
        _end += more;
        Cut(at, -more);
        return at + bytes.Length;
    }

    /// <summary>Something else than bytes came after all: the text as it was, and to be passed over as it is.</summary>
    private int PutBack(int at, JsonByteArray bytes)
    {
        using var text = new System.IO.MemoryStream();
        JsonByteArrays.WriteNumbers(bytes, text);
        text.WriteByte((byte)',');
        Insert(at, text.ToArray(), replaced: 0);
        return -1;
    }

    private void Cut(int at, long bytes)
    {
        if (_cuts.Count > 0 && _cuts[_cuts.Count - 1].At == at)
            bytes += _cuts[_cuts.Count - 1].Bytes;
        else
            _cuts.Add(default);
        _cuts[_cuts.Count - 1] = (at, bytes);
    }

    /// <summary>Where a place in the value's text was in the whole text that arrived.</summary>
    private long OffsetOf(long at)
    {
        var offset = Offset + at;
        foreach (var cut in _cuts)
            offset += at > cut.At ? cut.Bytes : 0;
        return offset;
    }
}
