using System.Net.WebSockets;
using System.Text.Json;

namespace PiecesOs.Server.Tests.Support;

/// <summary>Reads whole frames from a stream.</summary>
internal sealed class StreamClient(ClientWebSocket socket) : IDisposable
{
    public ClientWebSocket Socket => socket;

    /// <summary>The next frame as JSON; fails if there is none in time.</summary>
    public async Task<JsonElement> NextAsync() => JsonElement.Parse(await NextBytesAsync());

    public async Task<byte[]> NextBytesAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        using var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            frame.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return frame.ToArray();
        }
    }

    /// <summary>Reads frames until one meets the condition.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> condition)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (condition(frame))
                return frame;
        }
    }

    public void Dispose() => socket.Dispose();
}
