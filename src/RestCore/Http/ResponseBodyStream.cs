using System.Diagnostics;

namespace RestCore.Http;

/// <summary>
/// A response's body that enforces the time limits and counts bytes. Only the time in which the reader waits for the server counts.
/// </summary>
internal sealed class ResponseBodyStream(
    Stream inner, RestOperation operation, ResponseDeadline? deadline, RestTransport transport, TimeSpan timeout) : Stream
{
    /// <summary>A slower connection is not alive.</summary>
    private const int MinBytesPerSecond = 1024;

    private readonly Stopwatch _waited = new();
    private TimeSpan? _total;
    private TimeSpan _windowStart;
    private long _windowBytes;
    private long _bytes;
    private BodyExcerpt? _excerpt;
    private Action<long>? _closed;
    private bool _isClosed;

    /// <summary>Limits the time for the whole of a body that is known to be small, too.</summary>
    public void LimitTotal() => _total = timeout;

    /// <summary>Copies the beginning of the body, and reports the number of bytes when the body is closed.</summary>
    public void Observe(BodyExcerpt? excerpt, Action<long> closed)
    {
        _excerpt = excerpt;
        _closed += closed;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = _bytes == 0 ? deadline : null;
        var total = _total - _waited.Elapsed;
        var (left, reason) = total < timeout ? (total.Value, TimeLimit.Total) : (timeout, TimeLimit.Silence);
        if (first is not null)
            first.Begin(limit);
        else
            limit.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
#if NETFRAMEWORK
        // The network streams of .NET Framework ignore the token; closing them ends the read.
        using var abort = limit.Token.Register(inner.Dispose);
#endif
        transport.BeginWait();
        _waited.Start();
        try
        {
#pragma warning disable CA1835 // The overload with Memory<byte> is not there on .NET Framework.
            var read = await inner.ReadAsync(buffer, offset, count, limit.Token).ConfigureAwait(false);
#pragma warning restore CA1835
            _bytes += read;
            _excerpt?.Add(buffer.AsSpan(offset, read));
            CheckRate(read);
            return read;
        }
        catch (Exception e) when ((limit.IsCancellationRequested || (e is ObjectDisposedException && !_isClosed)) && e is not RestException)
        {
            // The limit of the read before can fire just as that read ends. It closes the connection, and this read finds it closed.
            cancellationToken.ThrowIfCancellationRequested();
            throw first is not null
                ? new RequestTimedOutException(operation, first.Limit, TimeLimit.Answer)
                : new RequestTimedOutException(operation, timeout, reason);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException and not ObjectDisposedException)
        {
            // What the decompressors of the runtime throw.
            throw new IOException("The compressed body is damaged.", e);
        }
        finally
        {
            _waited.Stop();
            transport.EndWait();
            first?.End();
        }
    }

    /// <summary>A server may work long before the first byte; after that it has to keep sending.</summary>
    private void CheckRate(int read)
    {
        _windowBytes += read;
        var isFirst = _bytes == read;
        if (!isFirst && (read == 0 || _waited.Elapsed - _windowStart < transport.Options.RateWindow))
            return;
        if (!isFirst && _windowBytes < MinBytesPerSecond * transport.Options.RateWindow.TotalSeconds)
            throw new RequestTimedOutException(operation, transport.Options.RateWindow, TimeLimit.Rate);
        _windowStart = _waited.Elapsed;
        _windowBytes = 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _isClosed = true;
        if (disposing && _closed is { } closed)
        {
            _closed = null;
            inner.Dispose();
            closed(_bytes);
        }

        base.Dispose(disposing);
    }
}
