using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Faults;

/// <summary>Carries an answer as its fault says: slowly, with rubbish in it, or only its beginning.</summary>
internal sealed class FaultyStream(HttpContext context, Stream inner, Fault fault) : WriteOnlyStream
{
    // No JSON holds a zero byte, in a string or out of it.
    private static readonly byte[] Rubbish = [.. "\0<<malformed>>\0"u8];
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    // A reset connection throws away what the other side has not read yet, and the beginning is meant to arrive.
    private static readonly TimeSpan TimeToRead = TimeSpan.FromMilliseconds(150);

    private long _written;
    private bool _spoilt;
    private bool _ended;

    /// <inheritdoc />
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The length that was announced no longer holds, unless the break itself is the point.
        if (!context.Response.HasStarted && (fault.CleanClose || fault.MalformedAfterBytes is not null))
            context.Response.ContentLength = null;
        if (_ended)
            return;
        if (fault.MalformedAfterBytes is { } spoilAt && !_spoilt && _written + buffer.Length >= spoilAt)
        {
            _spoilt = true;
            var clean = (int)(spoilAt - _written);
            await PaceAsync(buffer[..clean], cancellationToken);
            await PaceAsync(Rubbish, cancellationToken);
            buffer = buffer[clean..];
        }

        var room = fault.TruncateAfterBytes is { } cutAt ? long.Max(0, cutAt - _written) : long.MaxValue;
        await PaceAsync(buffer[..(int)long.Min(room, buffer.Length)], cancellationToken);
        if (room <= buffer.Length)
            await EndAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => _ended ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    private async Task PaceAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
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
        await Task.Delay(TimeToRead, cancellation);
        throw new ResponseTruncatedException();
    }
}
