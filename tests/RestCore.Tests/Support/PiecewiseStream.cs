namespace RestCore.Tests.Support;

/// <summary>Returns its bytes in pieces of the given sizes, as a network does; the last size repeats.</summary>
internal sealed class PiecewiseStream(byte[] bytes, IReadOnlyList<int> sizes, Exception? fault = null) : Stream
{
    private int _position;
    private int _pieces;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public static PiecewiseStream SplitAt(byte[] bytes, int offset) =>
        new(bytes, offset == 0 ? [bytes.Length] : [offset, Math.Max(1, bytes.Length - offset)]);

    public static PiecewiseStream ByteByByte(byte[] bytes) => new(bytes, [1]);

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position == bytes.Length && fault is not null)
            throw fault;
        var piece = sizes.Count == 0 ? bytes.Length : sizes[Math.Min(_pieces++, sizes.Count - 1)];
        var given = new[] { piece, count, bytes.Length - _position }.Min();
        Array.Copy(bytes, _position, buffer, offset, given);
        _position += given;
        return given;
    }

    /// <summary>Always leaves the caller's thread, so that every read really is asynchronous.</summary>
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        return Read(buffer, offset, count);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
