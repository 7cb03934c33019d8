using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PiecesOs.Tests.Support;

/// <summary>
/// A loopback server on a free port that controls every byte it sends and records the requests. A request to a route set with
/// <see cref="On"/> uses the next reply of that route; any other request uses the next reply of the script. In both, the last
/// reply repeats. A request without a prepared reply has status 418.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Socket _listener = FreePort.Bind();
    private readonly CancellationTokenSource _stop = new();
    private readonly ReplySequence _script;
    private readonly ConcurrentDictionary<string, ReplySequence> _routes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unlogged = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _work = [];
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private TaskCompletionSource _nextRequest = NewSignal();
    private int _connections;
    private int _openConnections;

    private ScriptedServer(Func<ServerConnection, Task>[] script)
    {
        _script = new ReplySequence(script);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");
    }

    /// <summary>The base address, with a slash at the end.</summary>
    public Uri Address { get; }

    /// <summary>How many connections were accepted.</summary>
    public int ConnectionCount => Volatile.Read(ref _connections);

    /// <summary>How many connections are open.</summary>
    public int OpenConnectionCount => Volatile.Read(ref _openConnections);

    /// <summary>The requests in the order in which they arrived.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>The only request.</summary>
    public RecordedRequest SingleRequest => Requests.Single();

    /// <summary>Method, path and query of each request, except those set with <see cref="OnUnlogged"/>.</summary>
    public IReadOnlyList<string> Log => [.. Requests.Where(request => !_unlogged.Contains(Route(request))).Select(static request => request.ToString())];

    /// <summary>Starts a server with a script: the n-th reply for the n-th request.</summary>
    public static ScriptedServer Start(params Func<ServerConnection, Task>[] script)
    {
        var server = new ScriptedServer(script);
        server.Listen();
        return server;
    }

    /// <summary>Starts a server that holds its port but refuses connections until <see cref="Listen"/>.</summary>
    public static ScriptedServer Refusing(params Func<ServerConnection, Task>[] script) => new(script);

    /// <summary>Accepts connections from now on.</summary>
    public void Listen()
    {
        _listener.Listen();
        _work.Add(AcceptAsync());
    }

    /// <summary>Sets the replies of a route such as <c>GET /assets</c>, whatever the query.</summary>
    public ScriptedServer On(string route, params Func<ServerConnection, Task>[] replies)
    {
        _routes[route] = new ReplySequence(replies);
        return this;
    }

    /// <summary>Does the same as <see cref="On"/> for a request that every test causes. <see cref="Log"/> omits it.</summary>
    public ScriptedServer OnUnlogged(string route, params Func<ServerConnection, Task>[] replies)
    {
        _unlogged.Add(route);
        return On(route, replies);
    }

    /// <summary>The only request to a path.</summary>
    public RecordedRequest RequestTo(string path) => Requests.Single(request => request.Path == path);

    /// <summary>Waits until this many requests have arrived, in total or for a path.</summary>
    public async Task WaitForRequestsAsync(int count, string? path = null)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_requests.Count(request => path is null || request.Path == path) >= count)
                    return;
                next = _nextRequest.Task;
            }

            await next.WaitAsync(Patience.Limit);
        }
    }

    /// <summary>
    /// Stops the server. Throws if a reply threw, except because the client closed its connection, and if a request does not match
    /// the API descriptions.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        _listener.Dispose();
        while (_work.TryTake(out var work))
            await work;
        _stop.Dispose();
        if (Requests.SelectMany(Descriptions.ProblemsOf).ToArray() is { Length: > 0 } problems)
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _work.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new ServerConnection(socket, _stop.Token);
        Interlocked.Increment(ref _openConnections);
        try
        {
            while (!connection.IsClosed && await connection.ReadRequestAsync() is { } request)
            {
                Record(request);
                await NextReply(request)(connection);
            }
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            // The client closed the connection, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _openConnections);
        }
    }

    private void Record(RecordedRequest request)
    {
        TaskCompletionSource arrived;
        lock (_lock)
        {
            _requests.Add(request);
            (arrived, _nextRequest) = (_nextRequest, NewSignal());
        }

        arrived.SetResult();
    }

    private Func<ServerConnection, Task> NextReply(RecordedRequest request)
    {
        if (_routes.TryGetValue(Route(request), out var replies))
            return replies.Next();
        return _script.IsEmpty ? Reply.Status(418, $"No reply was prepared for {request}.") : _script.Next();
    }

    private static string Route(RecordedRequest request) => $"{request.Method} {request.Path}";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool IsEndOfConnection(Exception e) =>
        e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
