using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace PiecesOs.Module.Tests.Support;

/// <summary>
/// A loopback server that answers each path just as a test says, to the byte, and keeps what it was sent. It knows how to
/// register an application; any other path that no test prepared is answered with 418, which no error test expects.
/// </summary>
internal sealed class ScriptedPieces : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, Queue<Func<ServerConnection, Task>>> _routes = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _work = [];
    private int _connections;

    public ScriptedPieces()
    {
        On("POST /connect", Reply.Json(Sample.Context()));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _work.Add(AcceptAsync());
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");

    public int ConnectionCount => Volatile.Read(ref _connections);

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>What was sent, as method, path and query, without the registration that comes before a seed.</summary>
    public IReadOnlyList<string> Log => [.. _requests.Where(static request => request.Path != "/connect").Select(static request => request.ToString())];

    /// <summary>The one request to a path.</summary>
    public RecordedRequest RequestTo(string path) => _requests.Single(request => request.Path == path);

    /// <summary>Answers a path such as <c>GET /assets</c>, whatever its query: one reply after the other, the last for good.</summary>
    public ScriptedPieces On(string route, params Func<ServerConnection, Task>[] replies)
    {
        _routes[route] = new Queue<Func<ServerConnection, Task>>(replies);
        return this;
    }

    /// <summary>Stops; a reply that failed by its own fault fails the test here.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        while (_work.TryTake(out var work))
            await work;
        _stop.Dispose();
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
        try
        {
            while (!connection.IsClosed && await connection.ReadRequestAsync() is { } request)
            {
                _requests.Enqueue(request);
                await NextReply(request)(connection);
            }
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            // The client went away, or the test is over.
        }
    }

    private Func<ServerConnection, Task> NextReply(RecordedRequest request)
    {
        if (!_routes.TryGetValue($"{request.Method} {request.Path}", out var replies))
            return Reply.Status(418, $"no test prepared {request}");
        lock (replies)
            return replies.Count > 1 ? replies.Dequeue() : replies.Peek();
    }

    private static bool IsEndOfConnection(Exception e) =>
        e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
