using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Changes;
using PiecesOs.Server.Pieces.Models;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Pieces.Streams;

/// <summary>The WebSocket streams: of assets and suggestions, of the user, of the health, and those of records and services that this server does not have.</summary>
internal sealed class StreamRoutes(StreamFrames frames, ChangeFeed feed, OpenStreams open, PiecesState state, IHostApplicationLifetime lifetime)
{
    private const int MaxQuestionBytes = 1024 * 1024;

    // Clients open these when they start, and wait for the first frame.
    private static readonly string[] WithoutRecords = ["conversations", "anchors", "ranges", "applications"];
    private static readonly byte[] EmptyList = "{\"iterable\":[]}"u8.ToArray();
    private static readonly TimeSpan HealthEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TruncationDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/assets/stream", context => StreamAsync(context, frames.AssetsAsync));
        app.MapGet("/assets/stream/transferables", context => StreamAsync(context, frames.TransferablesAsync));
        app.MapGet("/assets/stream/identifiers", context => StreamAsync(context, frames.IdentifiersAsync));
        app.MapGet("/workstream/suggestions/stream", context => StreamAsync(context, frames.SuggestionsAsync));
        app.MapGet("/user/stream", context => StreamAsync(context, frames.UserAsync));
        app.MapGet("/.well-known/stream/health", HealthAsync);
        foreach (var records in WithoutRecords)
            app.MapGet($"/{records}/stream/identifiers", context => OpenAsync(context, EmptyList));
        app.MapGet("/workstream_pattern_engine/processors/vision/status/stream", context => OpenAsync(context, first: null));
        app.MapGet("/qgpt/stream", context => OpenAsync(context, first: null, RefuseQuestionAsync));
    }

    /// <summary>Sends everything once, then every change, until one side closes.</summary>
    private async Task StreamAsync(HttpContext context, Func<PipeWriter, ChangeBatch, CancellationToken, Task<bool>> write)
    {
        await RunAsync(context, async (socket, ending, sending) =>
        {
            using var queue = feed.Subscribe();
            queue.AddAll();
            var sent = new SentBytes(context.Features.Get<RequestRecord>(), context.Features.Get<ResponseLimit>()?.Bytes);
            while (true)
            {
                var batch = await queue.DequeueAllAsync(ending);
                var stream = new WebSocketMessageStream(socket, sent);
                var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
                if (await write(output, batch, sending))
                {
                    await output.FlushAsync(sending);
                    await stream.EndAsync(sending);
                }

                await output.CompleteAsync();
            }
        });
    }

    /// <summary>WS /.well-known/stream/health: the health every few seconds.</summary>
    private Task HealthAsync(HttpContext context) => RunAsync(context, async (socket, ending, sending) =>
    {
        var health = Encoding.UTF8.GetBytes(state.Health);
        while (true)
        {
            await socket.SendAsync(health.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, sending);
            await Task.Delay(HealthEvery, ending);
        }
    });

    /// <summary>A stream on which nothing happens after the first frame, unless the client sends something.</summary>
    private Task OpenAsync(HttpContext context, byte[]? first, Func<WebSocket, byte[], CancellationToken, Task>? received = null) => RunAsync(
        context,
        async (socket, ending, sending) =>
        {
            if (first is not null)
                await socket.SendAsync(first.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, sending);
            await Task.Delay(Timeout.Infinite, ending);
        },
        received);

    /// <summary>WS /qgpt/stream: a question fails, with the reason that clients show.</summary>
    private static async Task RefuseQuestionAsync(WebSocket socket, byte[] message, CancellationToken cancellation)
    {
        if (ModelRoutes.Failure(message) is { } failure)
            await socket.SendAsync(failure.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }

    private async Task RunAsync(
        HttpContext context, Func<WebSocket, CancellationToken, CancellationToken, Task> send, Func<WebSocket, byte[], CancellationToken, Task>? received = null)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw new ApiError(StatusCodes.Status426UpgradeRequired, "This operation is a WebSocket: connect with ws://.");
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var registered = open.Add(context);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);

        // A canceled send or receive aborts the socket, and no close could follow. So they have some time after the end has begun.
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var limit = ending.Token.Register(() => sending.CancelAfter(CloseLimit));
        var receiving = ReceiveAsync(socket, received, ending, closing.Token);
        try
        {
            await send(socket, ending.Token, sending.Token);
        }
        catch (ResponseTruncatedException)
        {
            // An abort loses what is in transit, so wait until it has arrived.
            await Task.Delay(TruncationDelay, CancellationToken.None);
            context.Abort();
            await receiving;
            return;
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // One side closed, or the server stops.
        }

        await CloseAsync(socket, lifetime.ApplicationStopping.IsCancellationRequested);
        closing.CancelAfter(CloseLimit);
        await receiving;
    }

    /// <summary>Detects the close. What clients send is ignored, unless the stream has questions.</summary>
    private static async Task ReceiveAsync(
        WebSocket socket, Func<WebSocket, byte[], CancellationToken, Task>? handle, CancellationTokenSource ending, CancellationToken closing)
    {
        var buffer = new byte[1024];
        using var message = new MemoryStream();
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), closing);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                if (handle is null)
                    continue;
                if (message.Length < MaxQuestionBytes)
                    message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage)
                    continue;
                await handle(socket, message.ToArray(), closing);
                message.SetLength(0);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // Ended from either side.
        }

        await ending.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket, bool stopping)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        try
        {
            using var limit = new CancellationTokenSource(CloseLimit);
            var status = stopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure;
            await socket.CloseOutputAsync(status, null, limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The socket is closed in either case.
        }
    }
}
