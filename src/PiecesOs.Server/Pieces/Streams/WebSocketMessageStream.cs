using System.Net.WebSockets;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Streams;

/// <summary>
/// Writes one text message in fragments, so that a frame of any size needs little memory. A client that
/// reads nothing for half a minute is disconnected: it would keep a snapshot of the database open.
/// </summary>
internal sealed class WebSocketMessageStream(WebSocket socket, SentBytes sent) : WriteOnlyStream
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Ends the message.</summary>
    public ValueTask EndAsync(CancellationToken cancellation) =>
        socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, cancellation);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var allowed = sent.Reserve(buffer.Length);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SendTimeout);
        await socket.SendAsync(buffer[..allowed], WebSocketMessageType.Text, endOfMessage: false, limit.Token);
        if (sent.IsTruncated)
            throw new ResponseTruncatedException();
    }
}

/// <summary>The bytes sent on one socket: counted for the log, and limited by a seeded fault.</summary>
internal sealed class SentBytes(RequestRecord? record, long? max)
{
    private long _sent;

    /// <summary>Whether a fault allows no more bytes.</summary>
    public bool IsTruncated => _sent >= max;

    /// <summary>How many of so many bytes can be sent; they count as sent.</summary>
    public int Reserve(int bytes)
    {
        var allowed = max is { } limit ? (int)long.Min(bytes, limit - _sent) : bytes;
        _sent += allowed;
        if (record is not null)
            record.ResponseBytes = _sent;
        return allowed;
    }
}
