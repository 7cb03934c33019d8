namespace RestCore;

/// <summary>An operation that did not come to its documented end. The derived types say how it failed.</summary>
public abstract class RestException : Exception
{
    /// <summary>Creates the exception. Control characters in the message are made visible.</summary>
    protected RestException(RestOperation operation, string message, Exception? innerException = null)
        : base(VisibleText.Of(message), innerException) => FailedOperation = operation;

    /// <summary>The operation's name in its API document, such as <c>assets_snapshot</c>.</summary>
    public string Operation => FailedOperation.Name;

    /// <summary>Whether the request was to change something on the server.</summary>
    public bool IsChange => FailedOperation.IsChange;

    /// <summary>Whether the request names a resource. If not, 404 can only mean that the server does not support the path.</summary>
    public bool NamesResource => FailedOperation.NamesResource;

    private protected RestOperation FailedOperation { get; }
}
