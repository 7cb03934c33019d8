using System.Diagnostics;

namespace PiecesOs.Server.Cloudflare;

/// <summary>
/// Counts requests in windows of fixed length. Only a limit that was set refuses. Without one, Cloudflare's own numbers are
/// reported, but not counted down: a client that waits for the next window would wait for nothing.
/// </summary>
internal sealed class RateLimit
{
    private static readonly RateLimitStatus s_unlimited = new(1200, 300, 1200, 300, Refused: false);

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
            if (_limit is not var (requests, seconds))
                return s_unlimited;
            var left = TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(_started);
            if (left <= TimeSpan.Zero)
            {
                Restart();
                left = TimeSpan.FromSeconds(seconds);
            }

            var exceeded = _used >= requests;
            if (!exceeded)
                _used++;
            return new RateLimitStatus(requests, seconds, requests - _used, (int)Math.Ceiling(left.TotalSeconds), exceeded);
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
