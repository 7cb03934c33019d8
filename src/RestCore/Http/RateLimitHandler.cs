using System.Diagnostics;
using System.Globalization;

namespace RestCore.Http;

/// <summary>
/// Waits with a request while the server would refuse it, as its <c>RateLimit</c> headers report
/// (draft-ietf-httpapi-ratelimit-headers). The wait does not count toward the timeout of the request.
/// </summary>
internal sealed class RateLimitHandler(RateLimit limit, Action<TimeSpan>? whenWaiting, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var hasWaited = false;
        while (limit.TrySend() is { } wait)
        {
            hasWaited = true;
            whenWaiting?.Invoke(wait);
            await Task.Delay(wait < s_step ? wait : s_step, cancellationToken).ConfigureAwait(false);
        }

        if (hasWaited)
            whenWaiting?.Invoke(TimeSpan.Zero);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response;
        }
        finally
        {
            limit.EndRequest(response);
        }
    }
}

/// <summary>How many requests a server still accepts, and until when. Safe for any number of threads.</summary>
internal sealed class RateLimit
{
    /// <summary>If the server accepts no request for longer, it is asked nevertheless, and its response is the result.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(10);

    private readonly object _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _remaining = long.MaxValue;
    private TimeSpan _reset;
    private int _unanswered;

    /// <summary>Counts a request that is sent now, or returns how long it has to wait.</summary>
    public TimeSpan? TrySend()
    {
        lock (_lock)
        {
            var wait = _reset - _clock.Elapsed;
            if (wait < TimeSpan.FromMilliseconds(1))
                _remaining = long.MaxValue; // The next response reports those of the new window.
            if (_remaining <= 0)
                return wait;
            _remaining--;
            _unanswered++;
            return null;
        }
    }

    /// <summary>Reads what the response reports, if there is one.</summary>
    public void EndRequest(HttpResponseMessage? response)
    {
        lock (_lock)
        {
            _unanswered--;
            if (response is null || !response.Headers.TryGetValues("RateLimit", out var values))
                return;
            var policies = values.SelectMany(static value => value.Split(',')).Select(Read).OfType<(long Remaining, TimeSpan Window)>().ToList();
            if (policies.Count == 0)
                return;

            // The server may not have counted the requests that it has not answered.
            var (remaining, window) = policies.OrderBy(static policy => policy.Remaining).ThenByDescending(static policy => policy.Window).First();
            _remaining = remaining - _unanswered;
            _reset = window <= s_longestWait ? _clock.Elapsed + window : TimeSpan.Zero;
        }
    }

    /// <summary>Reads a policy such as <c>"default";r=50;t=30</c>: 50 requests in the next 30 seconds.</summary>
    private static (long Remaining, TimeSpan Window)? Read(string policy)
    {
        long? remaining = null, seconds = null;
        foreach (var parameter in policy.Split(';').Select(static parameter => parameter.Trim()))
        {
            if (parameter.Length > 2 && parameter[1] == '=' && long.TryParse(parameter.Substring(2), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                (remaining, seconds) = (parameter[0] == 'r' ? value : remaining, parameter[0] == 't' ? value : seconds);
        }

        return remaining is { } left && seconds is { } time ? (left, TimeSpan.FromSeconds(Math.Min(time, int.MaxValue))) : null;
    }
}
