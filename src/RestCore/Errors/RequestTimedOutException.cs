namespace RestCore;

/// <summary>The server took longer than one of the time limits.</summary>
public sealed class RequestTimedOutException : RestException
{
    /// <summary>Names the operation and the limit.</summary>
    public RequestTimedOutException(RestOperation operation, TimeSpan timeout, TimeLimit limit)
        : base(operation, Describe(operation, timeout, limit))
    {
        Timeout = timeout;
        Limit = limit;
    }

    /// <summary>How long the limit is.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Which limit it is.</summary>
    public TimeLimit Limit { get; }

    private static string Describe(RestOperation operation, TimeSpan timeout, TimeLimit limit)
    {
        var seconds = timeout.TotalSeconds == 1 ? "1 second" : FormattableString.Invariant($"{timeout.TotalSeconds:0.###} seconds");
        return limit switch
        {
            TimeLimit.Answer => $"{operation} received no response within {seconds}.",
            TimeLimit.Silence => $"The response to {operation} stopped: the server sent nothing for {seconds}.",
            TimeLimit.Rate => $"The response to {operation} is too slow: the server sent less than 1 KB a second for {seconds}.",
            _ => $"The response to {operation} was not complete within {seconds}.",
        };
    }
}
