using System;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PiecesOs.Sandbox.Cloudflare;

/// <summary>How one request stands towards the limit.</summary>
internal readonly record struct RateTurn(int Quota, int Window, int Remaining, int SecondsLeft, bool Refused)
{
    /// <summary>Tells it to the client, as Cloudflare does with every answer.</summary>
    public void Write(IHeaderDictionary headers)
    {
        headers["Ratelimit"] = FormattableString.Invariant($"\"default\";r={Remaining};t={SecondsLeft}");
        headers["Ratelimit-Policy"] = FormattableString.Invariant($"\"default\";q={Quota};w={Window}");
        if (Refused)
            headers.RetryAfter = SecondsLeft.ToString(CultureInfo.InvariantCulture);
    }
}
