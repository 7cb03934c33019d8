using Microsoft.Net.Http.Headers;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>
/// Keeps web pages out: no other host name is accepted (DNS rebinding), no other origin can call unless it is allowed, and
/// no body can have a type that a form can send.
/// </summary>
internal sealed class RequestGuard(RequestOrigin origin, AllowedOrigins origins)
{
    private static readonly string[] FormTypes = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (origin.IsLoopbackServer && !RequestOrigin.IsOwnHost(request.Host, context.Connection.LocalPort) && !origin.IsPublicHost(request.Host))
            return context.TextAsync(StatusCodes.Status403Forbidden, "Host not allowed: use localhost, 127.0.0.1 or [::1] with the port.");
        if (origins.Contains(context))
        {
            if (AllowedOrigins.Allow(context))
                return Task.CompletedTask;
        }
        else if (request.Headers.Origin.Count > 0 && !request.Headers.Origin.ToString().Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
        {
            return context.TextAsync(StatusCodes.Status403Forbidden, "Origin not allowed: this server is not for other web pages.");
        }

        if (!HttpMethods.IsGet(request.Method) && !MayHaveType(request.ContentType))
            return context.TextAsync(StatusCodes.Status415UnsupportedMediaType, "Content-Type must be application/json.");
        return next(context);
    }

    /// <summary>A type that cannot be parsed here may still be valid to a browser.</summary>
    private static bool MayHaveType(string? type) =>
        string.IsNullOrEmpty(type)
        || (MediaTypeHeaderValue.TryParse(type, out var media) && !Array.Exists(FormTypes, form => media.MediaType.Equals(form, StringComparison.OrdinalIgnoreCase)));
}
