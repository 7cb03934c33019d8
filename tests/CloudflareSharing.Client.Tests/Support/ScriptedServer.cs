using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CloudflareSharing.Client.Tests.Support;

/// <summary>
/// A loopback server that answers the n-th request with the n-th step of its script; the last one answers all further
/// requests. It records what it was sent.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Func<Exchange, Task>[] _script;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _work = [];
    private int _steps;

    private ScriptedServer(Func<Exchange, Task>[] script)
    {
        _script = script;
        _listener.Server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.Server.LocalEndPoint!).Port}/client/v4");
    }

    public Uri Address { get; }

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public RecordedRequest SingleRequest => _requests.Single();

    /// <summary>What was asked for, without the path that all requests share.</summary>
    public IEnumerable<string> Targets => _requests.Select(static request => request.Target["/client/v4".Length..]);

    /// <summary>A server that holds its port but refuses connections until <see cref="Listen"/>.</summary>
    public static ScriptedServer Refusing(params Func<Exchange, Task>[] script) => new(script);

    public static ScriptedServer Start(params Func<Exchange, Task>[] script)
    {
        var server = new ScriptedServer(script);
        server.Listen();
        return server;
    }

    public void Listen()
    {
        _listener.Server.Listen();
        _work.Add(AcceptAsync());
    }

    /// <summary>Stops; a script that failed by its own fault fails the test here.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Server.Dispose();
        while (_work.TryTake(out var work))
            await work;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _work.Add(ServeAsync(await _listener.Server.AcceptAsync(_stop.Token)));
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var exchange = new Exchange(socket, _stop.Token);
        try
        {
            while (!exchange.IsClosed && await exchange.ReadRequestAsync() is { } request)
            {
                _requests.Enqueue(request);
                var step = Interlocked.Increment(ref _steps) - 1;
                await _script[Math.Min(step, _script.Length - 1)](exchange);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // The client went away, or the test is over.
        }
    }

    private static bool IsEnd(Exception e) => e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
