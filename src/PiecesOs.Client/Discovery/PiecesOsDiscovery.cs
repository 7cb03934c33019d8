using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Client;

/// <summary>
/// Finds the running Pieces OS: the address in <c>PIECES_OS_URL</c>, or else the one server that responds at the ports in the port
/// files and at the known ports. Whatever a file or a port says is checked by a request for its health.
/// </summary>
public static class PiecesOsDiscovery
{
    /// <summary>The server.</summary>
    /// <exception cref="PiecesOsNotFoundException">Nothing responded; the exception names what was tried.</exception>
    /// <exception cref="SeveralServersException">Several servers responded; the exception names them.</exception>
    public static async Task<FoundServer> FindAsync(DiscoveryOptions options, CancellationToken cancellationToken = default)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        if (!string.IsNullOrWhiteSpace(options.Address))
            return new FoundServer(ParseAddress(options.Address!));

        var ports = options.PortFilePaths.Select(PortFiles.Read).OfType<int>().Concat(options.Ports).Distinct().ToArray();
        var silent = new ConcurrentQueue<int>();
        var found = await ProbeAsync(ports, options, silent, cancellationToken).ConfigureAwait(false);
        if (found.Count > 1)
            found = await RemoveDuplicatesAsync(found, options.ProbeTimeout, cancellationToken).ConfigureAwait(false);
        return found.Count switch
        {
            0 => throw new PiecesOsNotFoundException(ports, [.. silent.OrderBy(static port => port)]),
            1 => found[0],
            _ => throw new SeveralServersException(found),
        };
    }

    private static Uri ParseAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw new FormatException($"{DiscoveryOptions.AddressVariable} is '{UserInfo.Hide(address)}', which is not an http or https address.");

    /// <summary>The numbers, not the name: Pieces OS listens on IPv4, and <c>localhost</c> may resolve to IPv6 first.</summary>
    private static Uri LoopbackAddress(int port) => new($"http://127.0.0.1:{port}/");

    /// <summary>
    /// Requests the health of all ports at once. A port that accepts the connection has more time to respond. Once one has responded, the
    /// others have little time left.
    /// </summary>
    private static async Task<IReadOnlyList<FoundServer>> ProbeAsync(
        IReadOnlyList<int> ports, DiscoveryOptions options, ConcurrentQueue<int> silent, CancellationToken cancellationToken)
    {
        var hasResponse = false;
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ProbeTimeout);
        var probes = await Task.WhenAll(ports.Select(async port =>
        {
            if (!await IsOpenAsync(port, limit.Token).ConfigureAwait(false))
                return null;
            if (!Volatile.Read(ref hasResponse))
                limit.CancelAfter(options.ResponseTimeout);
            try
            {
                var server = await ProbeAsync(LoopbackAddress(port), options.ResponseTimeout, limit.Token).ConfigureAwait(false);
                if (server is not null)
                {
                    Volatile.Write(ref hasResponse, true);
                    limit.CancelAfter(options.OthersTimeout);
                }

                return server;
            }
            catch (Exception e) when (e is RequestTimedOutException or OperationCanceledException)
            {
                silent.Enqueue(port);
                return null;
            }
        })).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return probes.OfType<FoundServer>().ToArray();
    }

    /// <summary>Whether anything listens on the port. Most ports refuse, and an HTTP client takes long over each refusal.</summary>
    private static async Task<bool> IsOpenAsync(int port, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource<SocketError>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        attempt.Completed += (_, completed) => ended.TrySetResult(completed.SocketError);
        using (cancellationToken.Register(() => Socket.CancelConnectAsync(attempt)))
        {
            if (!socket.ConnectAsync(attempt))
                ended.TrySetResult(attempt.SocketError);
            return await ended.Task.ConfigureAwait(false) == SocketError.Success;
        }
    }

    private static async Task<FoundServer?> ProbeAsync(Uri address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var id = await QueryAsync(address, timeout, static async (system, token) => (await system.GetWellKnownHealthAsync(token).ConfigureAwait(false)).Id, cancellationToken).ConfigureAwait(false);
            return new FoundServer(address) { Id = id };
        }
        catch (ServerMigratingException)
        {
            return new FoundServer(address) { IsMigrating = true };
        }
        catch (RestException e) when (e is not RequestTimedOutException)
        {
            return null;
        }
    }

    /// <summary>Adds the versions, and leaves out servers that are another port of the same one.</summary>
    private static async Task<IReadOnlyList<FoundServer>> RemoveDuplicatesAsync(
        IReadOnlyList<FoundServer> servers, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var versions = await Task.WhenAll(servers.Select(async server =>
        {
            try
            {
                return await QueryAsync(server.Address, timeout, static async (system, token) => (await system.GetWellKnownVersionAsync(token).ConfigureAwait(false)).Text, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is RestException or OperationCanceledException)
            {
                return null;
            }
        })).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return servers.Zip(versions, static (server, version) => server with { Version = version })
            .GroupBy(static server => (server.Id is null ? server.Address.ToString() : server.Id.ToUpperInvariant(), server.Version))
            .Select(static same => same.First())
            .ToArray();
    }

    private static async Task<string> QueryAsync(
        Uri address, TimeSpan timeout, Func<ISystemApi, CancellationToken, Task<string>> operation, CancellationToken cancellationToken)
    {
        using var transport = new RestTransport(new RestTransportOptions { BaseAddress = address, Timeout = timeout, Retry = RetryPolicy.None });
        return await operation(new PiecesClient(new RestClient(transport)).System, cancellationToken).ConfigureAwait(false);
    }
}
