using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>Requires the token on the admin paths.</summary>
internal sealed class AdminGuard(string token)
{
    private readonly BearerToken _token = new(token);

    /// <summary>Whether the request is for an admin path.</summary>
    // Routing ignores case, so the guard must too.
    public static bool IsAdmin(HttpContext context) => context.Request.Path.StartsWithSegments("/.sandbox", StringComparison.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsAdmin(context) || _token.IsIn(context.Request.Headers.Authorization.ToString()))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.TextAsync(StatusCodes.Status401Unauthorized, "The admin paths need the admin token: Authorization: Bearer TOKEN");
    }
}
