using PiecesOs.Server.Http;

namespace PiecesOs.Server.Pieces.Service;

/// <summary>GET and HEAD /.well-known/health, GET /.well-known/version.</summary>
internal sealed class HealthRoutes(PiecesState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/.well-known/health", [HttpMethods.Get, HttpMethods.Head], HealthAsync);
        app.MapGet("/.well-known/version", VersionAsync);
    }

    private Task HealthAsync(HttpContext context) => context.TextAsync(StatusCodes.Status200OK, state.Health);

    private Task VersionAsync(HttpContext context) => context.TextAsync(StatusCodes.Status200OK, state.Quoted(state.Options.OsVersion));
}

/// <summary>While the database is being migrated, only health and version are served. The 503 is a guess.</summary>
internal sealed class MigrationMiddleware(PiecesState state)
{
    private static readonly PathString[] ServedPaths = ["/.well-known", "/.sandbox", "/client/v4"];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!state.Migrating)
            return next(context);
        foreach (var path in ServedPaths)
        {
            if (context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
                return next(context);
        }

        throw new ApiError(StatusCodes.Status503ServiceUnavailable, "Pieces OS is migrating its database.");
    }
}
