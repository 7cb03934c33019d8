using System.Security.Cryptography;
using System.Text;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>Requires the token on the admin paths.</summary>
internal sealed class AdminGuard(string token)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether the request is for an admin path.</summary>
    // Routing ignores case, so the guard must too.
    public static bool IsAdmin(HttpContext context) => context.Request.Path.StartsWithSegments("/.sandbox", StringComparison.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsAdmin(context) || IsAllowed(context.Request.Headers.Authorization.ToString()))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.TextAsync(StatusCodes.Status401Unauthorized, "The admin paths need the admin token: Authorization: Bearer TOKEN");
    }

    /// <summary>Compares hashes, so that the time reveals neither content nor length.</summary>
    private bool IsAllowed(string header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..])), _hash);
}
