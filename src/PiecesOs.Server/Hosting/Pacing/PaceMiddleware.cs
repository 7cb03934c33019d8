using System.Collections.Frozen;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Hosting.Pacing;

/// <summary>Delays the reads of assets and shares before they begin, so that nothing is held while they wait.</summary>
internal sealed class PaceMiddleware(Pace pace, Database database, PiecesState state)
{
    private const string List = "/assets";

    // Lists other than that of all assets are guessed to cost one record.
    private static readonly FrozenSet<string> Records = new[]
    {
        "/assets/{asset}", "/asset/{asset}", "/assets/{asset}/formats", "/asset/{asset}/formats", "/format/{format}", "/asset/{asset}/export",
        "/assets/search", "/search/full_text", "/search/neural_code", "/assets/pseudo", "/assets/related", "/assets/recommended", "/shares", "/shares/{share}", "/share/{share}",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Each record of a batch costs as much as a single one; how many there are is in the body.
    private static readonly FrozenSet<string> Batches =
        new[] { "/assets/batch/fetch", "/formats/batch/fetch", "/shares/batch/fetch" }.ToFrozenSet(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (pace.Factor > 0 && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            if (route == List)
                await pace.ListAsync(Count(context.Pseudo()), context.RequestAborted);
            else if (Records.Contains(route))
                await pace.RecordAsync(context.RequestAborted);
            else if (Batches.Contains(route))
                context.Features.Set(new RecordPace(pace.RecordAsync));
        }

        await next(context);
    }

    private long Count(bool pseudo)
    {
        using var lease = database.Read();
        return (long)lease.Session.Scalar($"SELECT count(*) FROM assets a WHERE {new AssetListQuery(state, pseudo).Sql}")!;
    }
}
