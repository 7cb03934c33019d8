using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>
/// A server in front of the sandbox that delays every response by 5 to 50 ms, so that parallel requests are answered out of
/// order. It fails the requests that a test selects, and those that do not match the API descriptions. The delays are
/// determined by a seed.
/// </summary>
public sealed class SlowServer : IAsyncDisposable
{
    private const int MinDelay = 5;
    private const int MaxDelay = 50;

    private readonly Uri _sandbox;
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly Random _random;
    private readonly Lock _lock = new();
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    // Data sent before a connection closes still arrives, so that every run breaks off at the same byte.
    static SlowServer() => AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.FinOnError", isEnabled: true);

    private SlowServer(Uri sandbox, int seed)
    {
        _sandbox = sandbox;
        _random = new Random(seed);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, FreePort.Number());
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(AnswerAsync);
    }

    /// <summary>The base address.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Decides how a request fails. If <see langword="null"/>, all requests reach the sandbox.</summary>
    public Func<SlowRequest, Failure>? Failing { get; set; }

    /// <summary>Called with each request before it is answered.</summary>
    public Action<SlowRequest>? Received { get; set; }

    /// <summary>Starts a slow server.</summary>
    /// <param name="sandbox">The sandbox to forward to.</param>
    /// <param name="seed">The seed of the delays.</param>
    public static async Task<SlowServer> StartAsync(Uri sandbox, int seed)
    {
        var server = new SlowServer(sandbox, seed);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Waits until no request is in progress, including those that their clients have abandoned.</summary>
    public async Task WaitUntilIdleAsync()
    {
        for (var idle = _idle.Task; Volatile.Read(ref _running) > 0; idle = _idle.Task)
            await idle;
    }

    /// <summary>Lets all requests succeed, which is the initial state of a test.</summary>
    public void Reset()
    {
        Failing = null;
        Received = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await (context.WebSockets.IsWebSocketRequest ? RelayAsync(context) : ForwardAsync(context));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException or WebSocketException)
        {
            context.Abort(); // The client or the sandbox closed the connection.
        }
        finally
        {
            if (Interlocked.Decrement(ref _running) == 0)
                Interlocked.Exchange(ref _idle, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request, context.RequestAborted);
        var request = new SlowRequest(context.Request.Method, context.Request.Path, body);
        Received?.Invoke(request);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (Descriptions.ProblemsOf(new RecordedRequest($"{context.Request.Method} {target} HTTP/1.1", body)).ToArray() is { Length: > 0 } problems)
        {
            context.Response.StatusCode = 418;
            await context.Response.WriteAsync(string.Join(Environment.NewLine, problems), context.RequestAborted);
            return;
        }

        var failure = Failing?.Invoke(request) ?? Failure.None;
        switch (failure)
        {
            case Failure.ServerError or Failure.Unavailable:
                await DelayAsync(context.RequestAborted);
                context.Response.StatusCode = failure == Failure.ServerError ? 500 : 503;
                await context.Response.WriteAsync("This request was selected to fail.", context.RequestAborted);
                return;
            case Failure.Drop:
                await DelayAsync(context.RequestAborted);
                context.Abort();
                return;
        }

        using var message = ToMessage(context.Request, body);

        // A request that reaches the sandbox is completed even if its client disconnects.
        using var answer = await _http.SendAsync(message, CancellationToken.None);
        await DelayAsync(context.RequestAborted);
        await CopyAsync(answer, context, isWhole: failure != Failure.BreakOff);
    }

    private HttpRequestMessage ToMessage(HttpRequest request, byte[] body)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_sandbox, request.Path.ToUriComponent() + request.QueryString.ToUriComponent()));
        if (body.Length > 0 || request.ContentLength is not null)
            message.Content = new ByteArrayContent(body);
        foreach (var (name, values) in request.Headers.Where(static header => header.Key is not ("Host" or "Connection" or "Content-Length" or "Transfer-Encoding" or "Expect")))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return message;
    }

    private static async Task CopyAsync(HttpResponseMessage answer, HttpContext context, bool isWhole)
    {
        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(static header => header.Key is not ("Transfer-Encoding" or "Connection" or "Date" or "Server")))
            response.Headers[name] = values.ToArray();
        if (isWhole)
        {
            await answer.Content.CopyToAsync(response.Body, context.RequestAborted);
            return;
        }

        var whole = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        await response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2), context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private async Task RelayAsync(HttpContext context)
    {
        var path = context.Request.Path;
        Received?.Invoke(new SlowRequest("WEBSOCKET", path, []));
        using var server = new ClientWebSocket();
        server.Options.Proxy = null;
        var address = new UriBuilder(new Uri(_sandbox, path.ToUriComponent() + context.Request.QueryString.ToUriComponent())) { Scheme = "ws" };
        await server.ConnectAsync(address.Uri, context.RequestAborted);
        await DelayAsync(context.RequestAborted);
        using var client = await context.WebSockets.AcceptWebSocketAsync();
        await Task.WhenAny(PumpAsync(server, client, context.RequestAborted), PumpAsync(client, server, context.RequestAborted));
        context.Abort();
    }

    private async Task PumpAsync(WebSocket from, WebSocket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await from.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, cancellationToken);
                return;
            }

            if (part.EndOfMessage)
                await DelayAsync(cancellationToken);
            await to.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, cancellationToken);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    private Task DelayAsync(CancellationToken cancellationToken)
    {
        int delay;
        lock (_lock)
            delay = _random.Next(MinDelay, MaxDelay + 1);
        return Task.Delay(delay, cancellationToken);
    }
}
