using PiecesOs.Server.Http;

namespace PiecesOs.Server.Service;

/// <summary>While the database is being migrated, only health and version answer. The 503 is a guess.</summary>
internal sealed class MigrationMiddleware(ServerState state)
{
    private static readonly PathString[] Answering = ["/.well-known", "/.sandbox", "/client/v4"];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!state.Migrating)
            return next(context);
        foreach (var path in Answering)
        {
            if (context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
                return next(context);
        }

        throw new ApiError(StatusCodes.Status503ServiceUnavailable, "Pieces OS is migrating its database.");
    }
}
