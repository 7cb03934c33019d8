namespace RestCore;

/// <summary>No connection could be made: refused, unknown host name, or no route. Nothing was sent.</summary>
public sealed class ServerUnreachableException : RestException
{
    /// <summary>Names the address that did not respond.</summary>
    public ServerUnreachableException(RestOperation operation, Uri address, Exception? innerException = null)
        : base(operation, $"No server responds at {address}: {innerException?.GetBaseException().Message ?? "no connection"}", innerException) =>
        Address = address;

    /// <summary>The address that was tried.</summary>
    public Uri Address { get; }
}
