using System.Security.Cryptography;
using System.Text;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>Lets only who has the token at the admin paths.</summary>
internal sealed class AdminGuard(string token)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether the request is for an admin path.</summary>
    // Routes take no notice of upper and lower case, so the guard must not either.
    public static bool IsAdmin(HttpContext context) => context.Request.Path.StartsWithSegments("/.sandbox", StringComparison.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsAdmin(context) || IsAllowed(context.Request.Headers.Authorization.ToString()))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.TextAsync(StatusCodes.Status401Unauthorized, "The admin paths need the admin token: Authorization: Bearer TOKEN");
    }

    /// <summary>Hashes are compared, so that neither content nor length shows in the time it takes.</summary>
    private bool IsAllowed(string header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..])), _hash);
}
