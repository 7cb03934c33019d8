namespace RestCore;

/// <summary>The connection broke after the request may have been sent: whether the server acted on it is unknown.</summary>
public sealed class ConnectionLostException : RestException
{
    /// <summary>Wraps the fault of the connection.</summary>
    public ConnectionLostException(RestOperation operation, Exception? innerException = null)
        : base(operation, $"The connection was lost during {operation}: {innerException?.GetBaseException().Message ?? "closed by the server"}", innerException)
    {
    }
}
