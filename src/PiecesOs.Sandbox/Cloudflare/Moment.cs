using System;

namespace PiecesOs.Sandbox.Cloudflare;

/// <summary>The time of a request, and when a change made by it is done; both in ticks.</summary>
internal sealed record Moment(long Now, long Done)
{
    public static Moment Of(CloudflareSettings settings)
    {
        var now = DateTime.UtcNow.Ticks;
        return new Moment(now, now + settings.Delay.Ticks);
    }
}
