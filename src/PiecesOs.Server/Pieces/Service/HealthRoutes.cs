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

/// <summary>
/// The states in which only health and version are served: the database is being migrated, the whole service is outdated, or
/// no local profile is signed in. The 503 is a guess.
/// </summary>
internal sealed class AvailabilityMiddleware(PiecesState state)
{
    private const int UpdateRequired = 593;

    private static readonly PathString[] ServedPaths = ["/.well-known", "/.sandbox", "/client/v4"];

    // A client connects before anyone signs in; /user has a 401 of its own.
    private static readonly PathString[] ServedWithoutProfile = ["/connect", "/user", "/applications"];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Refusal(context.Request.Path) is { } refusal)
            throw refusal;
        return next(context);
    }

    private ApiError? Refusal(PathString path)
    {
        if (StartsWithOneOf(path, ServedPaths))
            return null;
        if (state.Migrating)
            return new ApiError(StatusCodes.Status503ServiceUnavailable, "Pieces OS is migrating its database.");
        if (state.Outdated == OutdatedScope.All)
            return new ApiError(UpdateRequired, "Pieces OS is outdated: please update Pieces OS.");
        return state.Account == AccountState.NoProfile && !StartsWithOneOf(path, ServedWithoutProfile)
            ? new ApiError(StatusCodes.Status401Unauthorized, "Unauthorized: no local profile is signed in.")
            : null;
    }

    private static bool StartsWithOneOf(PathString path, PathString[] starts) =>
        Array.Exists(starts, start => path.StartsWithSegments(start, StringComparison.Ordinal));
}
