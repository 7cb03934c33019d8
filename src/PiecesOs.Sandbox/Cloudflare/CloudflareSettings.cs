using System;

namespace PiecesOs.Sandbox.Cloudflare;

/// <summary>What the admin path can change while the sandbox runs.</summary>
internal sealed class CloudflareSettings(CloudflareOptions options)
{
    /// <summary>How long changes from now on take to be done.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(options.DelayMs);

    /// <summary>Whether pages come with <c>result_info</c>, which the API calls optional.</summary>
    public bool ResultInfo { get; set; } = true;

    public RateLimit RateLimit { get; } = new();
}
