namespace PiecesOs.Server.Cloudflare;

/// <summary>The state that the admin path can change while the server runs.</summary>
internal sealed class CloudflareSettings(CloudflareOptions options)
{
    /// <summary>How long changes take from now on.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(options.DelayMs);

    /// <summary>How long responses show the state before a change; the delay begins after it.</summary>
    public TimeSpan Lag { get; set; } = TimeSpan.FromMilliseconds(options.LagMs);

    /// <summary>Whether pages come with <c>result_info</c>, which the API calls optional.</summary>
    public bool ResultInfo { get; set; } = true;

    /// <summary>Whether tokens are refused because of the address they are used from.</summary>
    public bool IpFilter { get; set; }

    /// <summary>The status of a path without an operation: 404 or 400.</summary>
    public int NoRouteStatus { get; set; } = 404;

    /// <summary>The largest request body in bytes.</summary>
    public long MaxBody => options.MaxBody;

    public RateLimit RateLimit { get; } = new();
}
