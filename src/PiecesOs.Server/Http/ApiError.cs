namespace PiecesOs.Server.Http;

/// <summary>An error response: the status and a text/plain message, as the real server sends them.</summary>
internal sealed class ApiError(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>400: the request itself is not valid.</summary>
    public static ApiError BadRequest(string message) => new(400, message);

    /// <summary>404: the object never existed.</summary>
    public static ApiError NotFound(string message) => new(404, message);

    /// <summary>410: the object was deleted.</summary>
    public static ApiError Gone(string message) => new(410, message);

    /// <summary>500, which the API documents for an invalid body.</summary>
    public static ApiError InvalidBody(string message) => new(500, message);
}

/// <summary>
/// Ends a request whose response is cut on purpose. The web server then closes the connection after the bytes sent so far;
/// an abort would lose those still in transit.
/// </summary>
internal sealed class ResponseTruncatedException() : Exception("A seeded fault truncated the response.");

/// <summary>A feature of a request whose response is cut after so many bytes by a seeded fault; WebSockets read it.</summary>
internal sealed record ResponseLimit(long Bytes);

/// <summary>A feature of a request that reads several records: what it waits for before each.</summary>
internal sealed record RecordPace(Func<CancellationToken, Task> WaitAsync);
