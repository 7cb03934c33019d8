using System;
using System.Buffers;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace RestCore.Json;

/// <summary>A window over arriving UTF-8 JSON that moves token by token and grows only to the size of one kept value.</summary>
internal sealed class JsonByteReader : IDisposable
{
    private const int InitialSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly string _operation;
    private readonly CancellationToken _cancellationToken;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _position;
    private int _end;
    private long _bufferOffset;

    public JsonByteReader(Stream stream, string operation, CancellationToken cancellationToken)
    {
        _stream = stream;
        _operation = operation;
        _cancellationToken = cancellationToken;
    }

    private long Offset => _bufferOffset + _position;

    /// <summary>The next byte that is not white space; it stays to be taken.</summary>
    public async ValueTask<byte> PeekAsync() =>
        await FindTokenAsync().ConfigureAwait(false) ? _buffer[_position] : throw Truncated();

    /// <summary>Takes the byte that <see cref="PeekAsync"/> found.</summary>
    public void Take() => _position++;

    /// <summary>After a value: true behind a comma, false behind <paramref name="closing"/>.</summary>
    public async ValueTask<bool> TakeCommaOrAsync(byte closing)
    {
        var next = await PeekAsync().ConfigureAwait(false);
        if (next != (byte)',' && next != closing)
            throw Malformed($"',' or '{(char)closing}' was expected");
        Take();
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
        Take();
        return name.AsText();
    }

    /// <summary>The next value, parsed, in memory of its own.</summary>
    public async ValueTask<JsonElement> ReadValueAsync()
    {
        await PeekAsync().ConfigureAwait(false);
        var scanner = default(JsonValueScanner);
        var length = 0;
        while (true)
        {
            var ended = scanner.TryFindEnd(_buffer.AsSpan(_position + length, _end - _position - length), out var consumed);
            length += consumed;
            if (ended)
                return Parse(length);
            if (!await FillAsync().ConfigureAwait(false))
                throw Truncated();
        }
    }

    /// <summary>The whole text as one value, which may be a bare scalar.</summary>
    public async ValueTask<JsonElement> ReadDocumentAsync()
    {
        await PeekAsync().ConfigureAwait(false);
        while (await FillAsync().ConfigureAwait(false))
        {
        }

        return Parse(_end - _position);
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

    private MalformedResponseException Truncated() => new(_operation, _bufferOffset + _end, "the response breaks off");

    private async ValueTask<bool> FindTokenAsync()
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

    private JsonElement Parse(int length)
    {
        var value = JsonBytes.Parse(_buffer.AsSpan(_position, length), _operation, Offset);
        _position += length;
        return value;
    }

    /// <summary>Reads more behind what is held from the current position on; false at the end of the stream.</summary>
    private async ValueTask<bool> FillAsync()
    {
        var kept = _end - _position;
        if (kept == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Buffer.BlockCopy(_buffer, 0, larger, 0, kept);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
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
            throw new MalformedResponseException(_operation, _bufferOffset + _end, "the connection broke off", e);
        }
        catch (System.Net.Http.HttpRequestException e)
        {
            throw new MalformedResponseException(_operation, _bufferOffset + _end, "the connection broke off", e);
        }
    }
}
