using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using RestCore.Http;
using RestCore.Json;

namespace RestCore.WebSockets;

/// <summary>Listens to a WebSocket that pushes JSON text messages and expects none.</summary>
public static class WebSocketListener
{
    /// <summary>Listens over the connections of a client, with its time limit.</summary>
    public static IAsyncEnumerable<JsonValue> ListenAsync(
        this RestClient client, string operation, string path, Action? connected = null, CancellationToken cancellationToken = default)
    {
        if (client is null)
            throw new ArgumentNullException(nameof(client));
        return ListenAsync(client.Transport, operation, path, connected, client.Timeout, cancellationToken);
    }

    /// <summary>
    /// Connects, and returns each message until the server closes the socket in order.
    /// </summary>
    /// <param name="transport">Whose server to connect to; https becomes wss.</param>
    /// <param name="operation">The operation's name, for errors.</param>
    /// <param name="path">Relative to the base address.</param>
    /// <param name="connected">Is called when the socket is open, before the first message.</param>
    /// <param name="timeout">How long to wait for the handshake, and for the response to a ping; by default the transport's limit.</param>
    /// <param name="cancellationToken">Ends the listening at once.</param>
    /// <exception cref="ServerUnreachableException">No connection.</exception>
    /// <exception cref="RequestTimedOutException">No response to the handshake in time.</exception>
    /// <exception cref="RestStatusException">The server refused the upgrade.</exception>
    /// <exception cref="RedirectRefusedException">The server points elsewhere.</exception>
    /// <exception cref="ConnectionLostException">The socket broke, or the server no longer responds to pings.</exception>
    /// <exception cref="MalformedResponseException">The server does not open a WebSocket, or a message is not JSON or too long.</exception>
    public static async IAsyncEnumerable<JsonValue> ListenAsync(
        RestTransport transport,
        string operation,
        string path,
        Action? connected = null,
        TimeSpan? timeout = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (transport is null)
            throw new ArgumentNullException(nameof(transport));
        using var socket = new ClientWebSocket();
        var address = AddressOf(transport.BaseAddress, path);
        var source = new RestOperation(operation, address, NamesResource: false);
        var limit = timeout ?? transport.Options.Timeout;
#if NETFRAMEWORK
        await ConnectAsync(socket, transport, source, address, limit, cancellationToken).ConfigureAwait(false);
#else
        using var connection = new KeepAliveConnection(transport);
        await ConnectAsync(socket, connection, transport, source, address, limit, cancellationToken).ConfigureAwait(false);
        connection.Start(limit);
#endif
        connected?.Invoke();

        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await ReceiveAsync(socket, source, message, buffer, transport.Options.MaxMessageBytes, cancellationToken).ConfigureAwait(false))
        {
            message.Position = 0;
            using var reader = new JsonByteReader(message, source, cancellationToken);
            yield return await reader.ReadDocumentAsync().ConfigureAwait(false);
        }
    }

    private static async Task ConnectAsync(
        ClientWebSocket socket,
#if !NETFRAMEWORK
        KeepAliveConnection connection,
#endif
        RestTransport transport,
        RestOperation operation,
        Uri address,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        foreach (var header in transport.Options.Headers)
            socket.Options.SetRequestHeader(header.Key, header.Value);
        if (transport.Authorization is not null)
            socket.Options.SetRequestHeader("Authorization", transport.Authorization);
#if NETFRAMEWORK
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(20);
        if (transport.BaseAddress.IsLoopback)
            socket.Options.Proxy = null;
#else
        socket.Options.KeepAliveInterval = TimeSpan.Zero; // The connection sends the pings.
        socket.Options.CollectHttpResponseDetails = true;
#endif

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
#if NETFRAMEWORK
            await socket.ConnectAsync(address, limit.Token).ConfigureAwait(false);
#else
            // Over a handler of ours, because the socket's own follows redirects, and sends the headers there.
            await socket.ConnectAsync(address, connection.Invoker, limit.Token).ConfigureAwait(false);
#endif
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestTimedOutException(operation, timeout, TimeLimit.Answer);
        }
        catch (WebSocketException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw HandshakeFault(socket, transport, operation, e);
        }
    }

    private static Uri AddressOf(Uri baseAddress, string path)
    {
        var scheme = baseAddress.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
        return new UriBuilder(new Uri(baseAddress, path)) { Scheme = scheme, Port = baseAddress.Port }.Uri;
    }

    private static RestException HandshakeFault(ClientWebSocket socket, RestTransport transport, RestOperation operation, WebSocketException e)
    {
#if !NETFRAMEWORK
        var address = operation.Address!;
        if ((int)socket.HttpStatusCode is >= 300 and < 400)
            return new RedirectRefusedException(operation, address, LocationOf(socket, address));
        if ((int)socket.HttpStatusCode >= 400)
            return new RestStatusException(operation, socket.HttpStatusCode, ServerMessage.None) { Address = address };
        if ((int)socket.HttpStatusCode > 0)
            return new MalformedResponseException(operation, 0, "a WebSocket was expected", e);
#endif
        if (e.InnerException is HttpRequestException fault)
            return ConnectionHandler.ToException(fault, operation, transport.BaseAddress);
        return ConnectionHandler.IsRefused(e) || e.GetBaseException() is SocketException
            ? new ServerUnreachableException(operation, transport.BaseAddress, e)
            : new ConnectionLostException(operation, e);
    }

#if !NETFRAMEWORK
    private static Uri? LocationOf(ClientWebSocket socket, Uri address)
    {
        foreach (var header in socket.HttpResponseHeaders ?? new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal))
        {
            if (string.Equals(header.Key, "Location", StringComparison.OrdinalIgnoreCase))
                return Uri.TryCreate(address, string.Join(string.Empty, header.Value), out var target) ? target : null;
        }

        return null;
    }
#endif

    /// <summary>Collects one message; false when the server closed the socket in order.</summary>
    private static async Task<bool> ReceiveAsync(
        ClientWebSocket socket, RestOperation operation, MemoryStream message, byte[] buffer, int maxBytes, CancellationToken cancellationToken)
    {
        message.SetLength(0);
        try
        {
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                    return false;
                if (message.Length + part.Count > maxBytes)
                    throw new MalformedResponseException(operation, message.Length, FormattableString.Invariant($"a message is larger than {maxBytes} bytes"));
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            return true;
        }
        catch (WebSocketException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ConnectionLostException(operation, e);
        }
    }
}
