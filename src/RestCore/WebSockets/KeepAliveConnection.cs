#if !NETFRAMEWORK
using RestCore.Http;

namespace RestCore.WebSockets;

/// <summary>
/// The connection under one WebSocket. When nothing has arrived for a while it pings the server, and it breaks when nothing
/// arrives, which the socket's own keep-alive does not notice before .NET 9.
/// </summary>
internal sealed class KeepAliveConnection : IDisposable
{
    private static readonly TimeSpan s_longestInterval = TimeSpan.FromSeconds(20);

    private readonly RestTransport _transport;
    private readonly CancellationTokenSource _ended = new();
    private PingableStream? _stream;

    public KeepAliveConnection(RestTransport transport)
    {
        ObjectDisposedException.ThrowIf(transport.IsDisposed, transport);
        _transport = transport;
        var handler = RestTransport.CreateHandler(transport.BaseAddress);
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<System.IO.Stream>(_stream = new PingableStream(context.PlaintextStream));
        Invoker = new HttpMessageInvoker(handler, disposeHandler: true);
    }

    /// <summary>Sends the handshake.</summary>
    public HttpMessageInvoker Invoker { get; }

    /// <summary>Pings from now on.</summary>
    /// <param name="limit">How long to wait for a response.</param>
    public void Start(TimeSpan limit) => _ = WatchAsync(_stream!, limit, _ended.Token);

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
        Invoker.Dispose();
    }

    private async Task WatchAsync(PingableStream stream, TimeSpan limit, CancellationToken ended)
    {
        var interval = limit < s_longestInterval ? limit : s_longestInterval;
        var silence = TimeSpan.Zero;
        var heard = stream.Reads;
        var ping = Task.CompletedTask;
        while (true)
        {
            await Task.WhenAny(Task.Delay(interval, ended)).ConfigureAwait(false);
            if (ended.IsCancellationRequested)
                return;

            // A server that works on a request may not respond to pings meanwhile; that request has a limit of its own.
            var isAlive = stream.Reads != heard || !stream.IsReading || _transport.IsWaiting;
            heard = stream.Reads;
            silence = isAlive ? TimeSpan.Zero : silence + interval;
            if (silence >= limit + interval)
            {
                stream.Break();
                return;
            }

            if (!isAlive && ping.IsCompleted)
                ping = stream.PingAsync(ended);
        }
    }
}
#endif
