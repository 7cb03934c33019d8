namespace PiecesOs.Server.Cloudflare;

/// <summary>The time of a request, and when a change made by it shows and is done; all in ticks.</summary>
internal sealed record Moment(long Now, long Shows, long Done)
{
    public static Moment Of(CloudflareSettings settings)
    {
        var now = DateTime.UtcNow.Ticks;
        var shows = now + settings.Lag.Ticks;
        return new Moment(now, shows, shows + settings.Delay.Ticks);
    }

    /// <summary>A change that was done at once.</summary>
    public static Moment Past(long time) => new(time, time, time);

    /// <summary>When others follow a change: at once, unless answers lag.</summary>
    public long Follows => Shows > Now ? Done : Now;
}
