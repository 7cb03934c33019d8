using System;
using System.Net.Http;
using RestCore.Http;

namespace CloudflareSharing.Client;

/// <summary>
/// What is sent again: as the official SDKs do (lost connections, 408, 409, 429, 5xx; two times; 0.5 s, doubling,
/// jittered, or what <c>Retry-After</c> asks for), but a POST only when the server cannot have acted on it.
/// </summary>
public static class CloudflareRetry
{
    /// <summary>The rules with their times. A <c>Retry-After</c> above 60 s is not waited for: the answer is then the result.</summary>
    public static RetryPolicy Policy { get; } = new()
    {
        MaxRetries = 2,
        FirstDelay = TimeSpan.FromMilliseconds(500),
        MaxDelay = TimeSpan.FromSeconds(60),
        IsTransient = IsTransient,
        IsRepeatable = IsRepeatable,
    };

    /// <summary>Whether this status may change when asked again, and asking again is harmless. A 429 was turned away before anything was done.</summary>
    public static bool IsTransient(HttpMethod method, int status) =>
        status == 429 || (IsRepeatable(method) && status is 408 or 409 or >= 500);

    /// <summary>Whether doing it twice comes to the same as doing it once: all but POST.</summary>
    public static bool IsRepeatable(HttpMethod method) => method != HttpMethod.Post;
}
