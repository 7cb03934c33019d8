namespace PiecesOs.Server.Hosting.Requests;

/// <summary>The origins of <c>--allow-origin</c>, whose pages can read responses; the admin paths are not for them.</summary>
internal sealed class AllowedOrigins(IEnumerable<string> origins)
{
    private readonly HashSet<string> _origins = new(origins, StringComparer.OrdinalIgnoreCase);

    public bool Contains(HttpContext context) => _origins.Contains(context.Request.Headers.Origin.ToString()) && !AdminGuard.IsAdmin(context);

    /// <summary>Allows the origin of the request to read the response; returns whether the request was a preflight, which it answers.</summary>
    public static bool Allow(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;

        // When the response starts, because an error clears the headers set until then.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Append("Vary", "Origin");
            return Task.CompletedTask;
        });
        if (!HttpMethods.IsOptions(context.Request.Method) || context.Request.Headers.AccessControlRequestMethod.Count == 0)
            return false;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.AccessControlAllowMethods = "GET, POST";
        context.Response.Headers.AccessControlAllowHeaders = "content-type, application";
        return true;
    }
}
