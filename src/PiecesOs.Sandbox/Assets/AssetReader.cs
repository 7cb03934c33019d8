using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiecesOs.Sandbox.Http;
using PiecesOs.Sandbox.Service;
using PiecesOs.Sandbox.Storage;

namespace PiecesOs.Sandbox.Assets;

/// <summary>Answers with one asset, or its formats; two API documents have both.</summary>
internal sealed class AssetReader(Database database, ServerState state)
{
    /// <summary>GET /assets/{asset}, GET and POST /asset/{asset}</summary>
    public Task AnswerAsync(HttpContext context) => AnswerAsync(context, PathId(context));

    /// <summary>The asset, with content unless the query says otherwise.</summary>
    public async Task AnswerAsync(HttpContext context, string id)
    {
        using var lease = database.Read();
        var writer = new AssetWriter(context.Response.BodyWriter, state.Origin, context.Transferables(), context.RequestAborted);
        var sequence = AssetTable.Find(lease.Session, id);
        using var rows = lease.Session.Query($"{writer.Select} WHERE a.seq = $1", sequence);
        context.StartJson();
        if (rows.Read())
            await writer.WriteRowAsync(lease.Session, rows);
    }

    /// <summary>GET /assets/{asset}/formats and /asset/{asset}/formats: the member of the asset, cut out as it lies there.</summary>
    public async Task AnswerFormatsAsync(HttpContext context)
    {
        using var lease = database.Read();
        var sequence = AssetTable.Find(lease.Session, PathId(context));
        var stored = (byte[])lease.Session.Scalar("SELECT document FROM assets WHERE seq = $1", sequence)!;
        var (start, length) = Member(stored, "formats");
        var transferables = context.Transferables();
        var writer = new AssetWriter(context.Response.BodyWriter, state.Origin, transferables, context.RequestAborted) { Window = (start, length) };
        using var rows = lease.Session.Query($"{writer.Select} WHERE a.seq = $1", sequence);
        context.StartJson();
        if (rows.Read())
            await writer.WriteRowAsync(lease.Session, rows);
    }

    private static string PathId(HttpContext context) => AssetTable.Id((string)context.GetRouteValue("asset")!);

    private static (int Start, int Length) Member(byte[] json, string name)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            var found = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found)
                return (start, (int)reader.BytesConsumed - start);
        }

        return (0, 0);
    }
}
