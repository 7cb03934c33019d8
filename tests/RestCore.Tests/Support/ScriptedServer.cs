using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace RestCore.Tests.Support;

/// <summary>
/// A loopback server that answers the n-th request with the n-th step of its script, to the byte. The last step
/// answers all further requests. It records what it was sent and how often somebody connected.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Func<ServerConnection, Task>[] _script;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _work = [];
    private int _steps;
    private int _connections;

    private ScriptedServer(Func<ServerConnection, Task>[] script)
    {
        _script = script;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");

    public int ConnectionCount => Volatile.Read(ref _connections);

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public RecordedRequest SingleRequest => _requests.Single();

    /// <summary>A server that holds its port but refuses connections until <see cref="Listen"/>.</summary>
    public static ScriptedServer Refusing(params Func<ServerConnection, Task>[] script) => new(script);

    public static ScriptedServer Start(params Func<ServerConnection, Task>[] script)
    {
        var server = new ScriptedServer(script);
        server.Listen();
        return server;
    }

    public void Listen()
    {
        _listener.Listen();
        _work.Add(AcceptAsync());
    }

    /// <summary>Stops; a script that failed by its own fault fails the test here.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        _listener.Dispose();
        while (_work.TryTake(out var work))
            await work;
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
                var step = Interlocked.Increment(ref _steps) - 1;
                await _script[Math.Min(step, _script.Length - 1)](connection);
            }
        }
        catch (Exception e) when (IsEndOfConnection(e))
        {
            // The client went away, or the test is over.
        }
    }

    private static bool IsEndOfConnection(Exception e) =>
        e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
