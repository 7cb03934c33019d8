using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>Returns one share, or a list of them.</summary>
internal sealed class ShareReader(Database database, PiecesState state)
{
    private const int FlushAt = 64 * 1024;

    /// <summary>The share; 404 or 410 depending on its state.</summary>
    public async Task WriteAsync(HttpContext context, string id)
    {
        using var lease = database.Read();
        var row = ShareRow.Require(lease.Session, id);
        await context.JsonAsync(writer => new ShareWriter(writer, lease.Session, state.Origin, state.Transferables(context)).Write(row));
    }

    /// <summary>A list with only this share, which the operations that create shares return.</summary>
    public async Task WriteListAsync(HttpContext context, string id, bool transferables)
    {
        using var lease = database.Read();
        await WriteListAsync(context, lease.Session, [ShareRow.Require(lease.Session, id)], transferables);
    }

    /// <summary>GET /shares</summary>
    public async Task WriteAllAsync(HttpContext context)
    {
        using var lease = database.Read();
        await WriteListAsync(context, lease.Session, state.HidesLibrary ? [] : ShareRow.All(lease.Session), state.Transferables(context));
    }

    private async Task WriteListAsync(HttpContext context, DatabaseSession session, List<ShareRow> rows, bool transferables)
    {
        context.StartJson();
        using var writer = new Utf8JsonWriter(context.Response.BodyWriter, Json.WriterOptions);
        var shares = new ShareWriter(writer, session, state.Origin, transferables);
        writer.WriteStartObject();
        writer.WriteStartArray("iterable");
        foreach (var row in rows)
        {
            shares.Write(row);
            if (writer.BytesPending > FlushAt)
            {
                writer.Flush();
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
    }
}
