using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Faults;

/// <summary>Sends a response slowly, with invalid bytes in it, or only its beginning.</summary>
internal sealed class FaultyStream(HttpContext context, Stream inner, Fault fault) : WriteOnlyStream
{
    // JSON contains no zero byte, inside or outside of strings.
    private static readonly byte[] InvalidBytes = [.. "\0<<malformed>>\0"u8];
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    // A reset connection discards what the client has not read yet, and the beginning should arrive.
    private static readonly TimeSpan ReadTime = TimeSpan.FromMilliseconds(150);

    private long _written;
    private bool _malformed;
    private bool _ended;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The announced length is wrong now, unless the early end is the fault.
        if (!context.Response.HasStarted && (fault.CleanClose || fault.MalformedAfterBytes is not null))
            context.Response.ContentLength = null;
        if (_ended)
            return;
        if (fault.MalformedAfterBytes is { } malformedAt && !_malformed && _written + buffer.Length >= malformedAt)
        {
            _malformed = true;
            var clean = (int)(malformedAt - _written);
            await WriteSlowlyAsync(buffer[..clean], cancellationToken);
            await WriteSlowlyAsync(InvalidBytes, cancellationToken);
            buffer = buffer[clean..];
        }

        var room = fault.TruncateAfterBytes is { } truncatedAt ? long.Max(0, truncatedAt - _written) : long.MaxValue;
        await WriteSlowlyAsync(buffer[..(int)long.Min(room, buffer.Length)], cancellationToken);
        if (room <= buffer.Length)
            await EndAsync(cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _ended ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    private async Task WriteSlowlyAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        _written += bytes.Length;
        if (fault.TrickleBytesPerSecond is not { } rate)
        {
            await inner.WriteAsync(bytes, cancellation);
            return;
        }

        var step = (int)long.Clamp((long)(rate * Tick.TotalSeconds), 1, 1024 * 1024);
        var pause = TimeSpan.FromSeconds((double)step / rate);
        while (!bytes.IsEmpty)
        {
            var part = bytes[..int.Min(step, bytes.Length)];
            bytes = bytes[part.Length..];
            await inner.WriteAsync(part, cancellation);
            await inner.FlushAsync(cancellation);
            await Task.Delay(pause, cancellation);
        }
    }

    private async Task EndAsync(CancellationToken cancellation)
    {
        _ended = true;
        await inner.FlushAsync(cancellation);
        if (fault.CleanClose)
            return;
        await Task.Delay(ReadTime, cancellation);
        throw new ResponseTruncatedException();
    }
}
