using System.Diagnostics;
using System.Net;

namespace RestCore.Http;

/// <summary>
/// A response's body that holds the server to time limits, counts bytes, and frees the response with itself. Only the time in which
/// the reader waits for the server counts.
/// </summary>
internal sealed class ResponseBodyStream(
    Stream inner, HttpStatusCode status, RestRequest request, RestTransport transport, BodyLimits limits, BodyExcerpt? excerpt, Action<long> closed) : Stream
{
    private readonly Stopwatch _waited = new();
    private TimeSpan _windowStart;
    private long _windowBytes;
    private long _bytes;
    private bool _closed;

    /// <summary>The status that the body came with.</summary>
    public HttpStatusCode Status => status;

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
        var deadline = _bytes == 0 ? request.Deadline : null;
        var total = limits.Total - _waited.Elapsed;
        var (timeout, reason) = total < limits.Silence ? (total.Value, TimeLimit.Total) : (limits.Silence, TimeLimit.Silence);
        if (deadline is not null)
            deadline.Begin(limit);
        else
            limit.CancelAfter(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero);
#if NETFRAMEWORK
        // The network streams of .NET Framework do not heed the token; closing them ends the read.
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
            excerpt?.Add(buffer.AsSpan(offset, read));
            CheckRate(read);
            return read;
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is not RestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw deadline is not null
                ? new RequestTimedOutException(request.Operation, deadline.Limit, TimeLimit.Answer)
                : new RequestTimedOutException(request.Operation, reason == TimeLimit.Total ? limits.Total!.Value : limits.Silence, reason);
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
            deadline?.End();
        }
    }

    /// <summary>A server may work long before the first byte; after that it has to keep sending.</summary>
    private void CheckRate(int read)
    {
        _windowBytes += read;
        var isFirst = _bytes == read;
        if (!isFirst && (read == 0 || _waited.Elapsed - _windowStart < limits.RateWindow))
            return;
        if (!isFirst && _windowBytes < BodyLimits.MinBytesPerSecond * limits.RateWindow.TotalSeconds)
            throw new RequestTimedOutException(request.Operation, limits.RateWindow, TimeLimit.Rate);
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
        if (disposing && !_closed)
        {
            _closed = true;
            inner.Dispose();
            closed(_bytes);
        }

        base.Dispose(disposing);
    }
}
