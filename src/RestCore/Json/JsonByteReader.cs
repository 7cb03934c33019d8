using System.Buffers;
using System.Text.Json;

namespace RestCore.Json;

/// <summary>
/// A window over arriving UTF-8 JSON that moves token by token and grows only to the size of one kept value. Long arrays of bytes inside
/// a value are taken out of the text while they arrive, so the value stays small. One that arrives in pieces of less than a block is
/// not noticed and stays an array.
/// </summary>
internal sealed class JsonByteReader : IDisposable
{
    private const int InitialSize = 64 * 1024;

    /// <summary>The longest number or literal.</summary>
    private const int MaxScalarBytes = 64 * 1024;

    /// <summary>The largest value that is held in memory; long arrays of bytes do not count.</summary>
    private const int MaxValueBytes = 1 << 30;

    /// <summary>Arrays up to this length stay in the text.</summary>
    private const int MinArrayBytes = 1024;

    private const int ArrayPiece = 16 * 1024;

    private readonly Stream _stream;
    private readonly RestOperation _operation;
    private readonly CancellationToken _cancellationToken;
    private readonly Func<long, JsonException, MalformedResponseException> _malformed;
    /// <summary>What was taken out of the value that is being read: where in its text, and how much more there was than is now.</summary>
    private readonly List<(int At, long Bytes)> _cuts = [];
    private byte[]? _piece;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _position;
    private int _end;
    private long _bufferOffset;

    public JsonByteReader(Stream stream, RestOperation operation, CancellationToken cancellationToken)
    {
        _stream = stream;
        _operation = operation;
        _cancellationToken = cancellationToken;
        _malformed = (at, cause) => new MalformedResponseException(operation, OffsetOf(at), "this is not JSON", cause);
    }

    private long Offset => _bufferOffset + _position;

    /// <summary>The next byte that is not white space; the position stays before it.</summary>
    public async ValueTask<byte> PeekAsync() =>
        await FindTokenAsync().ConfigureAwait(false) ? _buffer[_position] : throw Truncated();

    /// <summary>Moves past the byte that <see cref="PeekAsync"/> found.</summary>
    public void Advance() => _position++;

    /// <summary>After a value: true behind a comma, false behind <paramref name="closing"/>.</summary>
    public async ValueTask<bool> ReadCommaOrAsync(byte closing)
    {
        var next = await PeekAsync().ConfigureAwait(false);
        if (next != (byte)',' && next != closing)
            throw Malformed($"',' or '{(char)closing}' was expected");
        Advance();
        return next == (byte)',';
    }

    /// <summary>A member's name, and the colon behind it.</summary>
    public async ValueTask<string?> ReadNameAsync()
    {
        if (await PeekAsync().ConfigureAwait(false) != (byte)'"')
            throw Malformed("a member name was expected");
        var name = await ReadValueAsync().ConfigureAwait(false);
        if (await PeekAsync().ConfigureAwait(false) != (byte)':')
            throw Malformed("':' was expected");
        Advance();
        return name.AsText();
    }

    /// <summary>The next value, parsed, in memory of its own.</summary>
    public ValueTask<JsonValue> ReadValueAsync() => ReadValueAsync(isDocument: false);

    /// <summary>The one value that the whole text is.</summary>
    public async ValueTask<JsonValue> ReadDocumentAsync()
    {
        var value = await ReadValueAsync(isDocument: true).ConfigureAwait(false);
        await ExpectEndAsync().ConfigureAwait(false);
        return value;
    }

    private async ValueTask<JsonValue> ReadValueAsync(bool isDocument)
    {
        await PeekAsync().ConfigureAwait(false);
        var scanner = default(JsonValueScanner);
        JsonByteArrays? arrays = null;
        var length = 0;
        while (true)
        {
            var found = scanner.Scan(_buffer.AsSpan(_position + length, _end - _position - length), out var consumed);
            length += consumed;
            if (found == JsonValueScanner.Stop.End)
                return Parse(length, arrays);
            if (found == JsonValueScanner.Stop.Numbers)
            {
                var behind = await ExtractArrayAsync(length, arrays ??= new JsonByteArrays()).ConfigureAwait(false);
                if (behind < 0)
                    scanner.PassNumbers();
                else if (scanner.LeaveArray())
                    return Parse(behind, arrays);
                else
                    length = behind;
            }
            else if (scanner.IsScalar && length > MaxScalarBytes)
            {
                throw Malformed("this is not JSON");
            }
            else if (!await FillAsync().ConfigureAwait(false))
            {
                // A bare number is complete only at the end of the text.
                return isDocument && scanner.IsScalar ? Parse(length, arrays) : throw Truncated();
            }
        }
    }

    /// <summary>Passes over the next value without keeping it.</summary>
    public async ValueTask SkipValueAsync()
    {
        if (await PeekAsync().ConfigureAwait(false) is not ((byte)'{' or (byte)'['))
        {
            await ReadValueAsync().ConfigureAwait(false);
            return;
        }

        var state = new JsonReaderState(JsonBytes.ReaderOptions);
        while (!TryPassClosing(ref state))
        {
            if (!await FillAsync().ConfigureAwait(false))
                throw Truncated();
        }
    }

    /// <summary>Reads to the end of the stream; anything but white space there is an error.</summary>
    public async ValueTask ExpectEndAsync()
    {
        if (await FindTokenAsync().ConfigureAwait(false))
            throw Malformed("the end was expected");
    }

    public MalformedResponseException Malformed(string problem) => new(_operation, Offset, problem);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private MalformedResponseException Truncated() => new(_operation, OffsetOf(_end - _position), "the response is incomplete");

    /// <summary>Passes over white space; false at the end of the text.</summary>
    public async ValueTask<bool> FindTokenAsync()
    {
        while (true)
        {
            for (; _position < _end; _position++)
            {
                var isByteOrderMark = Offset < 3 && _buffer[_position] is (0xEF or 0xBB or 0xBF);
                if (_buffer[_position] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') && !isByteOrderMark)
                    return true;
            }

            if (!await FillAsync().ConfigureAwait(false))
                return false;
        }
    }

    /// <summary>Passes over the tokens that are there; true behind the bracket that closes the value.</summary>
    private bool TryPassClosing(ref JsonReaderState state)
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_position, _end - _position), isFinalBlock: false, state);
        try
        {
            var closed = false;
            while (!closed && reader.Read())
                closed = reader.CurrentDepth == 0 && reader.TokenType is (JsonTokenType.EndObject or JsonTokenType.EndArray);
            _position += (int)reader.BytesConsumed;
            state = reader.CurrentState;
            return closed;
        }
        catch (JsonException e)
        {
            throw new MalformedResponseException(_operation, Offset + reader.BytesConsumed, "this is not JSON", e);
        }
    }

    private JsonValue Parse(int length, JsonByteArrays? arrays)
    {
        var value = JsonBytes.Parse(_buffer.AsMemory(_position, length), arrays, _malformed);
        _bufferOffset = OffsetOf(length) - length - _position;
        _cuts.Clear();
        _position += length;
        return value;
    }

    /// <summary>Reads more behind what is held from the current position on; false at the end of the stream.</summary>
    private async ValueTask<bool> FillAsync()
    {
        var kept = _end - _position;
        if (kept == _buffer.Length)
        {
            if (kept >= MaxValueBytes)
                throw Malformed("a value is larger than 1 GB");
            Grow(_buffer.Length * 2);
        }
        else if (_position > 0)
        {
            Buffer.BlockCopy(_buffer, _position, _buffer, 0, kept);
            _bufferOffset += _position;
            _position = 0;
            _end = kept;
        }

        var read = await ReadChunkAsync().ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private async ValueTask<int> ReadChunkAsync()
    {
        try
        {
#pragma warning disable CA1835 // The overload with Memory<byte> is not there on .NET Framework.
            return await _stream.ReadAsync(_buffer, _end, _buffer.Length - _end, _cancellationToken).ConfigureAwait(false);
#pragma warning restore CA1835
        }
        catch (IOException e)
        {
            throw new MalformedResponseException(_operation, OffsetOf(_end - _position), "the connection was lost", e);
        }
        catch (System.Net.Http.HttpRequestException e)
        {
            throw new MalformedResponseException(_operation, OffsetOf(_end - _position), "the connection was lost", e);
        }
    }

    /// <summary>
    /// Removes the array around <paramref name="at"/> from the text and returns where the text goes on behind it,
    /// or -1 when it cannot be removed.
    /// </summary>
    private async ValueTask<int> ExtractArrayAsync(int at, JsonByteArrays arrays)
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
        using var text = new MemoryStream();
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
