using System.Net;

namespace RestCore;

/// <summary>The server returned a status that is not success.</summary>
public sealed class RestStatusException : RestException
{
    /// <summary>Keeps the status and the server's message.</summary>
    public RestStatusException(RestOperation operation, HttpStatusCode status, ServerMessage serverMessage, TimeSpan? retryAfter = null)
        : base(operation, Describe(operation, status, serverMessage))
    {
        Status = status;
        ServerMessage = serverMessage;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The body of the response, up to a limit.</summary>
    public ServerMessage ServerMessage { get; }

    /// <summary>The address that responded, where it is known.</summary>
    public Uri? Address { get; init; }

    /// <summary>The size of the body that was sent, in bytes; <see langword="null"/> when there was none or it was not known beforehand.</summary>
    public long? SentBytes { get; init; }

    /// <summary>How long the server requested to wait before the next try, if it did.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The same failure with another message, such as one without a secret.</summary>
    public RestStatusException WithMessage(ServerMessage message) =>
        new(FailedOperation, Status, message, RetryAfter) { Address = Address, SentBytes = SentBytes };

    private static string Describe(RestOperation operation, HttpStatusCode status, ServerMessage message)
    {
        var words = message?.Text is { Length: > 0 } text ? text : "the server returned no message";
        return FormattableString.Invariant($"{operation} returned status {(int)status}: {words}");
    }
}
