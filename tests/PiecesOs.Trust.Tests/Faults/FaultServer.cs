using System.Net.WebSockets;
using System.Text;

namespace PiecesOs.Trust.Tests.Faults;

/// <summary>A server in front of the sandbox that forwards every request, except those that have a fault.</summary>
public sealed class FaultServer : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _sandbox;
    private readonly ScriptedServer _server;
    private readonly Lock _lock = new();
    private readonly List<Route> _routes = [];
    private readonly Dictionary<Route, Response> _responses = [];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Fault? _fault;
    private Route? _target;
    private Random _random = new(0);
    private int _faultCount;
    private int _pending;

    /// <summary>Starts the server.</summary>
    /// <param name="http">Sends the requests to the sandbox.</param>
    /// <param name="sandbox">The address of the sandbox.</param>
    public FaultServer(HttpClient http, Uri sandbox)
    {
        _http = http;
        _sandbox = sandbox;
        _server = ScriptedServer.Start(HandleAsync);
    }

    /// <summary>The address.</summary>
    public Uri Address => _server.Address;

    /// <summary>How many requests had the fault.</summary>
    public int FaultCount => Volatile.Read(ref _faultCount);

    /// <summary>How many requests are waiting for a response.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>How many connections are open.</summary>
    public int OpenConnections => _server.OpenConnectionCount;

    /// <summary>Completes when the fault has occurred, at the moment that the fault defines.</summary>
    public Task Reached => _reached.Task;

    /// <summary>The distinct routes of the requests so far, in order.</summary>
    public IReadOnlyList<Route> Routes
    {
        get
        {
            lock (_lock)
                return [.. _routes.Distinct()];
        }
    }

    /// <summary>The first response of the sandbox to a route. Null for a WebSocket.</summary>
    public Response? ResponseTo(Route route)
    {
        lock (_lock)
            return _responses.GetValueOrDefault(route);
    }

    /// <summary>From now on, requests of a route have a fault.</summary>
    public void Enable(Fault fault, Route target, int seed)
    {
        lock (_lock)
            (_fault, _target, _random, _faultCount) = (fault, target with { NamesLink = false }, new Random(seed), 0);
    }

    /// <summary>From now on, all requests have a fault.</summary>
    public void EnableForAll(Fault fault, int seed)
    {
        lock (_lock)
            (_fault, _target, _random, _faultCount) = (fault, null, new Random(seed), 0);
    }

    /// <summary>From now on, no request has a fault.</summary>
    public void Disable()
    {
        lock (_lock)
            _fault = null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(ServerConnection connection)
    {
        Fault? fault;
        var number = 0;
        lock (_lock)
        {
            var route = Route.Of(connection.Request);
            _routes.Add(route);
            fault = _fault is not null && (_target is null || route == _target) && _faultCount < _fault.Times ? _fault : null;
            if (fault is not null)
                number = ++_faultCount;
        }

        Interlocked.Increment(ref _pending);
        try
        {
            if (fault is null)
                await ForwardUnchangedAsync(connection);
            else
                await ApplyAsync(fault, new FaultContext(connection, () => ForwardAsync(connection.Request), _random, number, () => _reached.TrySetResult()));
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    private async Task ForwardUnchangedAsync(ServerConnection connection)
    {
        if (connection.Request.Header("Upgrade") is not null)
        {
            await WebSocketFrames.Accept(RelayAsync)(connection);
            return;
        }

        var response = await ForwardAsync(connection.Request);
        lock (_lock)
            _responses.TryAdd(Route.Of(connection.Request), response);
        await connection.WriteAsync(response.Head());
        await connection.WriteAsync(response.Body);
    }

    private static async Task ApplyAsync(Fault fault, FaultContext call)
    {
        if (fault.Reply is not null)
        {
            await fault.Reply(call);
            return;
        }

        // The random numbers are shared by the concurrent requests of a trial.
        var right = await call.ForwardAsync();
        Response? wrong;
        lock (call.Random)
            wrong = fault.Change!(right, call.Random);
        await call.SendAsync(wrong ?? right);
    }

    private async Task<Response> ForwardAsync(RecordedRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_sandbox, request.Target));
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.Header("Content-Type"));
        }

        foreach (var name in new[] { "Accept", "Authorization", "X-Auth-Email", "X-Auth-Key" })
        {
            if (request.Header(name) is { } value)
                message.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(message);
        return new Response((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? string.Empty, await response.Content.ReadAsByteArrayAsync());
    }

    private async Task RelayAsync(ServerConnection connection)
    {
        using var ended = new CancellationTokenSource();
        var closed = EndWithClientAsync(connection, ended);
        using var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        var address = new UriBuilder(new Uri(_sandbox, connection.Request.Target)) { Scheme = "ws" }.Uri;
        try
        {
            await socket.ConnectAsync(address, ended.Token);
            var buffer = new byte[64 * 1024];
            using var message = new MemoryStream();
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), ended.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                await message.WriteAsync(buffer.AsMemory(0, part.Count), ended.Token);
                if (!part.EndOfMessage)
                    continue;
                await connection.WriteAsync(WebSocketFrames.Text(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length)));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client or the sandbox closed the connection.
        }
        finally
        {
            connection.Close();
            await closed;
        }
    }

    private static async Task EndWithClientAsync(ServerConnection connection, CancellationTokenSource ended)
    {
        try
        {
            await connection.WaitForCloseAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Closed by this server.
        }

        await ended.CancelAsync();
    }
}
