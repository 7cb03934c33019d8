using System;

namespace RestCore;

/// <summary>The server did not answer, or stopped in the middle of its answer, for longer than the time limit.</summary>
public sealed class RequestTimedOutException : RestException
{
    /// <summary>Names the operation and the limit.</summary>
    public RequestTimedOutException(string operation, TimeSpan timeout)
        : base(operation, FormattableString.Invariant($"{operation} got no answer within {timeout.TotalSeconds:0.###} seconds.")) =>
        Timeout = timeout;

    /// <summary>The limit that passed.</summary>
    public TimeSpan Timeout { get; }
}
