using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>
/// Keeps requests from elsewhere out: they can open the pages of shares, and everything else requires a token that nobody
/// on the way can read. Requests from this computer pass.
/// </summary>
internal sealed class AccessGuard(RequestOrigin origin, IEnumerable<string> tokens) : IDisposable
{
    private readonly BearerToken[] _tokens = [.. tokens.Select(token => new BearerToken(token))];
    private readonly PartitionedRateLimiter<HttpContext> _pages = Limiter(client => RateLimitPartition.GetTokenBucketLimiter(
        client, _ => new TokenBucketRateLimiterOptions { TokenLimit = 300, ReplenishmentPeriod = TimeSpan.FromSeconds(1), TokensPerPeriod = 5, QueueLimit = 0 }));

    private readonly PartitionedRateLimiter<HttpContext> _mistakes = Limiter(client => RateLimitPartition.GetFixedWindowLimiter(
        client, _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(5), QueueLimit = 0 }));

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (origin.IsThisComputer(context) || IsHealth(context.Request))
        {
            await next(context);
        }
        else if (IsPage(context.Request))
        {
            using var permit = _pages.AttemptAcquire(context);
            await (permit.IsAcquired ? next(context) : TooManyAsync(context, permit));
        }
        else
        {
            await RequireTokenAsync(context, next);
        }
    }

    public void Dispose()
    {
        _pages.Dispose();
        _mistakes.Dispose();
    }

    private async Task RequireTokenAsync(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0 && !RequestOrigin.IsSecure(context))
        {
            await context.TextAsync(StatusCodes.Status403Forbidden, "Tokens are accepted over HTTPS only. This one was sent in clear text: replace it.");
            return;
        }

        using var permit = _mistakes.AttemptAcquire(context, permitCount: 0);
        if (!permit.IsAcquired)
        {
            await TooManyAsync(context, permit);
        }
        else if (Array.Exists(_tokens, token => token.IsIn(header)))
        {
            await next(context);
        }
        else
        {
            if (header.Length > 0)
                _mistakes.AttemptAcquire(context).Dispose();
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await context.TextAsync(StatusCodes.Status401Unauthorized, "From elsewhere, only links to shares can be opened. Everything else needs the access token: Authorization: Bearer TOKEN");
        }
    }

    private static bool IsPage(HttpRequest request) =>
        request.Path.Value is null or "" or "/" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    private static bool IsHealth(HttpRequest request) =>
        request.Path.Equals("/.well-known/health", StringComparison.OrdinalIgnoreCase) && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    private static Task TooManyAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return context.TextAsync(StatusCodes.Status429TooManyRequests, "Too many requests. Try again later.");
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<IPAddress, RateLimitPartition<IPAddress>> of) =>
        PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => of(Client(context.Connection.RemoteIpAddress ?? IPAddress.None)));

    /// <summary>The client of an address: with IPv6, a client has a whole network of 64 bits.</summary>
    private static IPAddress Client(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
