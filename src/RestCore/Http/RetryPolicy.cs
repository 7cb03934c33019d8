namespace RestCore.Http;

/// <summary>When a failed try may be repeated, how often, and after how long.</summary>
public sealed class RetryPolicy
{
    /// <summary>How many times at most a request is sent again.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>The wait before the first repetition; it doubles with each.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait. When the server requests a longer one, its response is the result.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a response with this status may change when the request is sent again, and sending it again is harmless.</summary>
    public Func<HttpMethod, int, bool> IsTransient { get; init; } =
        static (method, status) => method == HttpMethod.Get && status is 408 or 429 or 502 or 503 or 504;

    /// <summary>
    /// Whether sending a request by this method again is harmless when the connection broke and the server may have
    /// acted on it. A request that was never sent is repeated whatever its method.
    /// </summary>
    public Func<HttpMethod, bool> IsRepeatable { get; init; } = static method => method == HttpMethod.Get;

    /// <summary>Sends everything once.</summary>
    public static RetryPolicy None { get; } = new() { MaxRetries = 0 };

    /// <summary>
    /// The wait before repetition <paramref name="retry"/> (from 0): what the server requested, else a delay that
    /// doubles, shortened by a random part so that many clients do not return together.
    /// <see langword="null"/> when it is longer than <see cref="MaxDelay"/>.
    /// </summary>
    internal TimeSpan? DelayBefore(int retry, TimeSpan? retryAfter)
    {
        if (retryAfter is { } requested)
            return requested <= MaxDelay ? requested : null;
        var delay = Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(2, retry), MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(delay * (1 - (0.25 * Jitter())));
    }

#pragma warning disable CA5394 // Spreads waits; guards no secret.
#if NETFRAMEWORK
    private static double Jitter() => new Random(Guid.NewGuid().GetHashCode()).NextDouble();
#else
    private static double Jitter() => Random.Shared.NextDouble();
#endif
#pragma warning restore CA5394
}
