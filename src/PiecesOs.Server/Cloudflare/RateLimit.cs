using System.Diagnostics;

namespace PiecesOs.Server.Cloudflare;

/// <summary>
/// Counts requests in windows of fixed length. Cloudflare's own numbers are reported but not enforced;
/// only a limit that was set refuses.
/// </summary>
internal sealed class RateLimit
{
    private readonly object _lock = new();
    private (int Requests, int Seconds)? _limit;
    private long _started = Stopwatch.GetTimestamp();
    private int _used;

    /// <summary>The limit that was set, or null. Setting it starts a new window.</summary>
    public (int Requests, int Seconds)? Limit
    {
        get
        {
            lock (_lock)
                return _limit;
        }

        set
        {
            lock (_lock)
            {
                _limit = value;
                Restart();
            }
        }
    }

    /// <summary>Counts one request.</summary>
    public RateLimitStatus CountRequest()
    {
        lock (_lock)
        {
            var (requests, seconds) = _limit ?? (1200, 300);
            var left = TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(_started);
            if (left <= TimeSpan.Zero)
            {
                Restart();
                left = TimeSpan.FromSeconds(seconds);
            }

            var exceeded = _used >= requests;
            if (!exceeded)
                _used++;
            return new RateLimitStatus(requests, seconds, requests - _used, (int)Math.Ceiling(left.TotalSeconds), exceeded && _limit is not null);
        }
    }

    private void Restart()
    {
        _started = Stopwatch.GetTimestamp();
        _used = 0;
    }
}

/// <summary>The state of the limit after a request.</summary>
internal readonly record struct RateLimitStatus(int Quota, int Window, int Remaining, int SecondsLeft, bool Refused)
{
    /// <summary>Reports it to the client, as Cloudflare does with every response. Real refusals had no <c>Retry-After</c>.</summary>
    public void Write(IHeaderDictionary headers)
    {
        headers["Ratelimit"] = FormattableString.Invariant($"\"default\";r={Remaining};t={SecondsLeft}");
        headers["Ratelimit-Policy"] = FormattableString.Invariant($"\"default\";q={Quota};w={Window}");
    }
}
