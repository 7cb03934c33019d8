using System;

namespace RestCore;

/// <summary>An operation that did not come to its documented end. The derived types say how it failed.</summary>
public abstract class RestException : Exception
{
    /// <summary>Names the operation that failed.</summary>
    protected RestException(string operation, string message, Exception? innerException = null)
        : base(message, innerException) => Operation = operation;

    /// <summary>The operation's name in its API document, such as <c>assets_snapshot</c>.</summary>
    public string Operation { get; }
}
