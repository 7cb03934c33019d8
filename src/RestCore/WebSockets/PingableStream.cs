#if !NETFRAMEWORK

namespace RestCore.WebSockets;

/// <summary>The bytes of a WebSocket's connection, with room for a ping between two frames.</summary>
internal sealed class PingableStream(Stream inner) : Stream
{
    /// <summary>A ping without content. Frames of a client are masked; with nothing to mask, any key will do.</summary>
    private static readonly byte[] s_ping = [0x89, 0x80, 0, 0, 0, 0];

    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _reads;
    private volatile bool _isReading;
    private volatile bool _isBroken;

    /// <summary>Grows with whatever arrives.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Whether a read is pending.</summary>
    public bool IsReading => _isReading;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends a ping. That the connection is broken shows when it is read.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(s_ping, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    /// <summary>Closes the connection because the server does not respond.</summary>
    public void Break()
    {
        _isBroken = true;
        inner.Dispose();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isReading = true;
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _reads);

            // Closing the connection can also end the read as if the server had closed it.
            if (read > 0 || !_isBroken)
                return read;
        }
        catch (Exception) when (_isBroken)
        {
            // The cause is below, not in how a closed connection fails.
        }
        finally
        {
            _isReading = false;
        }

        throw new IOException("the server does not respond to pings");
    }

    /// <summary>The socket writes each frame in one call, so a ping never comes into the middle of one.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
#endif
