using System.Net.Sockets;

namespace RestCore.Http;

/// <summary>Tells a connection that was never made from one that broke.</summary>
internal static class ConnectionFault
{
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

    /// <summary>The exception for a request that got no answer.</summary>
    public static RestException ToException(HttpRequestException fault, string operation, Uri address) => fault switch
    {
        _ when IsSecureConnection(fault) => new SecureConnectionException(operation, address, fault),
        _ when IsBeforeSending(fault) => new ServerUnreachableException(operation, address, fault),
        _ => new ConnectionLostException(operation, fault),
    };

    /// <summary>The fault in reading the body that was to be sent, if that is what broke the request.</summary>
    public static RequestBodyException? OfBody(Exception? fault)
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
