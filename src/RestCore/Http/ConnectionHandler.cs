using System.Net.Sockets;

namespace RestCore.Http;

/// <summary>Turns a connection that was not made, or that broke, into an exception of ours.</summary>
internal sealed class ConnectionHandler(RestTransport transport) : DelegatingHandler(transport.Handler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (GetBodyException(e) is { } unreadable)
                throw unreadable;
            throw ToException(e, request.GetOperation(), transport.BaseAddress);
        }
    }

    /// <summary>The transport's handler is shared.</summary>
    protected override void Dispose(bool disposing)
    {
    }

    /// <summary>Whether the fault came before any byte of the request was sent, so that sending it again is always safe.</summary>
    private static bool IsBeforeSending(HttpRequestException fault)
    {
#if NETFRAMEWORK
        var isBeforeSending = fault.InnerException is System.Net.WebException
        {
            Status: System.Net.WebExceptionStatus.ConnectFailure
                or System.Net.WebExceptionStatus.NameResolutionFailure
                or System.Net.WebExceptionStatus.ProxyNameResolutionFailure,
        };
#else
        var isBeforeSending = fault.HttpRequestError
            is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.ProxyTunnelError;
#endif
        return isBeforeSending || IsRefused(fault);
    }

    /// <summary>The exception for a request without a response.</summary>
    public static RestException ToException(HttpRequestException fault, RestOperation operation, Uri address) => fault switch
    {
        _ when IsSecureConnection(fault) => new SecureConnectionException(operation, address, fault),
        _ when IsBeforeSending(fault) => new ServerUnreachableException(operation, address, fault),
        _ => new ConnectionLostException(operation, fault),
    };

    /// <summary>The fault in reading the body that was to be sent, if that is what broke the request.</summary>
    private static RequestBodyException? GetBodyException(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is RequestBodyException unreadable)
                return unreadable;
        }

        return null;
    }

    private static bool IsSecureConnection(HttpRequestException fault)
    {
#if NETFRAMEWORK
        return fault.InnerException is System.Net.WebException
        {
            Status: System.Net.WebExceptionStatus.SecureChannelFailure or System.Net.WebExceptionStatus.TrustFailure,
        };
#else
        return fault.HttpRequestError == HttpRequestError.SecureConnectionError;
#endif
    }

    /// <summary>Whether anything below this fault says that the other side refused the connection.</summary>
    public static bool IsRefused(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable })
                return true;
        }

        return false;
    }
}
