namespace RestCore;

/// <summary>The body of a request could not be read where it comes from, so the request was not sent whole.</summary>
public sealed class RequestBodyException : Exception
{
    /// <summary>Names the source of the body.</summary>
    public RequestBodyException(string source, Exception innerException)
        : base($"'{source}' cannot be read: {innerException?.Message}", innerException)
    {
    }
}
