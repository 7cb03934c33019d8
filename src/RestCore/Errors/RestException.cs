namespace RestCore;

/// <summary>An operation that did not come to its documented end. The derived types say how it failed.</summary>
public abstract class RestException : Exception
{
    /// <summary>Names the operation that failed; what the message has of the server's words is made visible.</summary>
    protected RestException(string operation, string message, Exception? innerException = null)
        : base(VisibleText.Of(message), innerException) => Operation = operation;

    /// <summary>The operation's name in its API document, such as <c>assets_snapshot</c>.</summary>
    public string Operation { get; }

    /// <summary>Whether the request was to change something at the server.</summary>
    public bool IsChange { get; internal set; }
}
