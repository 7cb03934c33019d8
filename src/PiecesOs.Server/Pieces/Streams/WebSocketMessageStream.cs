using System.Net.WebSockets;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Streams;

/// <summary>
/// Writes one text message in fragments as they come, so that a frame of any size needs little memory. A reader who
/// takes nothing for half a minute is given up: it would hold a view of the database open for ever.
/// </summary>
internal sealed class WebSocketMessageStream(WebSocket socket, SentBytes sent) : WriteOnlyStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Ends the message.</summary>
    public ValueTask EndAsync(CancellationToken cancellation) =>
        socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, cancellation);

    /// <inheritdoc />
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var allowed = sent.Take(buffer.Length);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        await socket.SendAsync(buffer[..allowed], WebSocketMessageType.Text, endOfMessage: false, limit.Token);
        if (sent.IsCut)
            throw new ResponseTruncatedException();
    }
}

/// <summary>What went out on one socket: counted for the log, and bounded where a seeded fault says so.</summary>
internal sealed class SentBytes(RequestRecord? record, long? most)
{
    private long _sent;

    /// <summary>Whether a fault lets nothing more through.</summary>
    public bool IsCut => _sent >= most;

    /// <summary>How many of so many bytes may still go out; they count as sent.</summary>
    public int Take(int bytes)
    {
        var allowed = most is { } limit ? (int)long.Min(bytes, limit - _sent) : bytes;
        _sent += allowed;
        if (record is not null)
            record.ResponseBytes = _sent;
        return allowed;
    }
}
