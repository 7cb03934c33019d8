using RestCore.Http;

namespace CloudflareSharing.Client;

/// <summary>
/// What is sent again: as the official SDKs do (lost connections, 408, 409, 429, 5xx; two times; 0.5 s, doubling,
/// jittered, or what <c>Retry-After</c> requests), but a change only when the server rejected it: whether a change whose
/// connection was lost, or that ended in 5xx, was made is a question to the user.
/// </summary>
public static class CloudflareRetry
{
    /// <summary>The rules with their times. A <c>Retry-After</c> above 60 s is not waited for: the response is then the result.</summary>
    public static RetryPolicy Policy { get; } = new()
    {
        MaxRetries = 2,
        FirstDelay = TimeSpan.FromMilliseconds(500),
        MaxDelay = TimeSpan.FromSeconds(60),
        IsTransient = IsTransient,
        IsRepeatable = IsRepeatable,
    };

    /// <summary>
    /// Whether this status may change when the request is sent again, and sending it again is harmless. With 429 and 409 nothing was
    /// done; a POST is refused again for what exists.
    /// </summary>
    public static bool IsTransient(HttpMethod method, int status) => status switch
    {
        429 => true,
        409 => method != HttpMethod.Post,
        408 or >= 500 => IsRepeatable(method),
        _ => false,
    };

    /// <summary>Whether the method changes nothing.</summary>
    public static bool IsRepeatable(HttpMethod method) => method == HttpMethod.Get;
}
