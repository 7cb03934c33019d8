using System.Globalization;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Service;

namespace PiecesOs.Server.Pacing;

/// <summary>GET and PUT /.sandbox/pace.</summary>
internal sealed class PaceRoutes(Pace pace, ServerState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/.sandbox/pace", AnswerAsync);
        app.MapPut("/.sandbox/pace", SetAsync);
    }

    private async Task SetAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        if (body.Root.Get("factor") is not { ValueKind: JsonValueKind.Number } number || number.GetDouble() is var factor && !Pace.IsFactor(factor))
            throw ApiError.BadRequest(string.Create(CultureInfo.InvariantCulture, $"factor must be a number from 0 to {Pace.Slowest}."));
        pace.Factor = factor;
        await AnswerAsync(context);
    }

    private Task AnswerAsync(HttpContext context) => context.JsonAsync(writer => writer.WriteObject(() => writer.WriteNumber("factor", pace.Factor)));
}
