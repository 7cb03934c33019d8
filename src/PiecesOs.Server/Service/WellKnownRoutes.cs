using PiecesOs.Server.Http;

namespace PiecesOs.Server.Service;

/// <summary>GET and HEAD /.well-known/health, GET /.well-known/version.</summary>
internal sealed class WellKnownRoutes(ServerState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/.well-known/health", [HttpMethods.Get, HttpMethods.Head], HealthAsync);
        app.MapGet("/.well-known/version", VersionAsync);
    }

    private Task HealthAsync(HttpContext context) => context.WordsAsync(StatusCodes.Status200OK, state.Health);

    private Task VersionAsync(HttpContext context) => context.WordsAsync(StatusCodes.Status200OK, state.Quoted(state.Options.OsVersion));
}
