using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace RestCore.Http;

/// <summary>
/// A response's body that gives each piece of it a time limit, counts bytes, and frees the response with itself.
/// The time that the reader takes between two reads does not count.
/// </summary>
internal sealed class ResponseBodyStream(Stream inner, RestRequest request, TimeSpan timeout, BodyExcerpt? excerpt, Action<long> closed) : Stream
{
    private long _bytes;
    private bool _closed;

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
        if (deadline is not null)
            deadline.Begin(limit);
        else
            limit.CancelAfter(timeout);
#if NETFRAMEWORK
        // The network streams of .NET Framework do not heed the token; closing them ends the read.
        using var abort = limit.Token.Register(inner.Dispose);
#endif
        try
        {
#pragma warning disable CA1835 // The overload with Memory<byte> is not there on .NET Framework.
            var read = await inner.ReadAsync(buffer, offset, count, limit.Token).ConfigureAwait(false);
#pragma warning restore CA1835
            _bytes += read;
            excerpt?.Add(buffer.AsSpan(offset, read));
            return read;
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RequestTimedOutException(request.Operation, deadline?.Limit ?? timeout);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException and not ObjectDisposedException)
        {
            // What the decompressors of the runtime throw.
            throw new IOException("The compressed body is damaged.", e);
        }
        finally
        {
            deadline?.End();
        }
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
