namespace PiecesOs.Server.Cloudflare;

/// <summary>The time of a request, and when a change it makes becomes visible and is done; all in ticks.</summary>
internal sealed record ChangeTimes(long Now, long VisibleAt, long DoneAt)
{
    public static ChangeTimes Of(CloudflareSettings settings)
    {
        var now = DateTime.UtcNow.Ticks;
        var shows = now + settings.Lag.Ticks;
        return new ChangeTimes(now, shows, shows + settings.Delay.Ticks);
    }

    /// <summary>A change that was done at once.</summary>
    public static ChangeTimes Immediate(long time) => new(time, time, time);

    /// <summary>When recipients get a change: at once, unless responses lag.</summary>
    public long FollowedAt => VisibleAt > Now ? DoneAt : Now;
}
