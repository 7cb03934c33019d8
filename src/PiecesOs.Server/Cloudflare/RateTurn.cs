namespace PiecesOs.Server.Cloudflare;

/// <summary>How one request stands towards the limit.</summary>
internal readonly record struct RateTurn(int Quota, int Window, int Remaining, int SecondsLeft, bool Refused)
{
    /// <summary>Reports it to the client, as Cloudflare does with every answer. Real refusals came without <c>Retry-After</c>.</summary>
    public void Write(IHeaderDictionary headers)
    {
        headers["Ratelimit"] = FormattableString.Invariant($"\"default\";r={Remaining};t={SecondsLeft}");
        headers["Ratelimit-Policy"] = FormattableString.Invariant($"\"default\";q={Quota};w={Window}");
    }
}
