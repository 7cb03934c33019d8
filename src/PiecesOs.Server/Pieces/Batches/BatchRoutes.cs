using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Pieces.Shares;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Batches;

/// <summary>
/// POST /assets/batch/fetch and the same of formats, shares, tags, annotations and websites: the records with the IDs in the
/// body, and the IDs of those that do not exist. One record at a time is read and sent.
/// </summary>
internal sealed class BatchRoutes(Database database, PiecesState state)
{
    private static readonly string[] Related = ["tags", "annotations", "websites"];

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/assets/batch/fetch", context => FetchAsync(context, "assets", new AssetBatch(state)));
        app.MapPost("/formats/batch/fetch", context => FetchAsync(context, "formats", new FormatBatch()));
        app.MapPost("/shares/batch/fetch", context => FetchAsync(context, "shares", new ShareBatch(state)));
        foreach (var type in Related)
            app.MapPost($"/{type}/batch/fetch", context => FetchAsync(context, type, new RelatedBatch(type)));
    }

    private async Task FetchAsync(HttpContext context, string type, IRecordBatch batch)
    {
        using var body = await LenientBody.ReadAsync(context, state.Options.MaxBody);
        if (Ids(body, type) is not { } ids)
            return;
        using var lease = database.Read();
        context.StartJson();

        // Content is left out unless the query asks for it, whatever other reads do.
        var writer = new AssetWriter(context.Response.BodyWriter, state.Origin, context.Transferables() ?? false, context.RequestAborted)
        {
            Relations = batch.Relations,
        };
        await WriteAsync(context, writer, lease.Session, type, ids, batch);
    }

    private static async Task WriteAsync(HttpContext context, AssetWriter writer, DatabaseSession session, string type, List<string> ids, IRecordBatch batch)
    {
        var pace = context.Features.Get<RecordPace>();
        var (found, missing) = (new List<string>(), new List<string>());
        writer.Write($"{{\"{type}\":{{\"iterable\":[");
        foreach (var id in ids)
        {
            if (!batch.Exists(session, id))
            {
                missing.Add(id);
                continue;
            }

            if (found.Count > 0)
                writer.Write(","u8);
            found.Add(id);
            if (pace is not null)
            {
                await writer.FlushAsync();
                await pace.WaitAsync(context.RequestAborted);
            }

            await batch.WriteAsync(writer, session, id);
        }

        writer.Write("],\"indices\":{"u8);
        for (var index = 0; index < found.Count; index++)
            writer.Write($"{(index > 0 ? "," : "")}{JsonSerializer.Serialize(found[index])}:{index}");
        writer.Write($"}}}},\"notFound\":{JsonSerializer.Serialize(missing)}}}");
    }

    /// <summary>The IDs in the body, each once; null if the body has another form.</summary>
    private static List<string>? Ids(RequestBody? body, string type)
    {
        if (body?.Root.Object(type)?.Get("iterable") is not { ValueKind: JsonValueKind.Array } given)
            return null;
        var ids = given.EnumerateArray().Select(item => item.Text("id")).ToList();
        return ids.Contains(null) ? null : [.. ids.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}

/// <summary>How the records of one type are found and written.</summary>
internal interface IRecordBatch
{
    /// <summary>How much is sent of an asset's relations.</summary>
    RelationDetail Relations { get; }

    bool Exists(DatabaseSession session, string id);

    ValueTask WriteAsync(AssetWriter writer, DatabaseSession session, string id);
}

/// <summary>Assets, as single records.</summary>
internal sealed class AssetBatch(PiecesState state) : IRecordBatch
{
    public RelationDetail Relations => state.Options.RecordRelations;

    public bool Exists(DatabaseSession session, string id) =>
        session.Scalar("SELECT 1 FROM assets WHERE id = $1 AND deleted = 0", id.ToLowerInvariant()) is not null;

    public async ValueTask WriteAsync(AssetWriter writer, DatabaseSession session, string id)
    {
        using var rows = session.Query($"{writer.Select} WHERE a.id = $1", id.ToLowerInvariant());
        rows.Read();
        await writer.WriteRowAsync(session, rows);
    }
}

/// <summary>Formats, as in the formats of their assets.</summary>
internal sealed class FormatBatch : IRecordBatch
{
    public RelationDetail Relations => RelationDetail.Full;

    public bool Exists(DatabaseSession session, string id) => Asset(session, id) is not null;

    public async ValueTask WriteAsync(AssetWriter writer, DatabaseSession session, string id)
    {
        using var rows = session.Query($"{writer.Select} WHERE a.seq = $1", Asset(session, id));
        rows.Read();
        writer.Window = AssetReader.Format(rows.GetFieldValue<byte[]>(1), id);
        await writer.WriteRowAsync(session, rows);
    }

    private static object? Asset(DatabaseSession session, string id) =>
        session.Scalar("SELECT a.seq FROM formats f JOIN assets a ON a.seq = f.asset WHERE f.id = $1 AND a.deleted = 0", id);
}

/// <summary>Open shares.</summary>
internal sealed class ShareBatch(PiecesState state) : IRecordBatch
{
    public RelationDetail Relations => RelationDetail.Full;

    public bool Exists(DatabaseSession session, string id) => session.Scalar("SELECT 1 FROM shares WHERE id = $1 AND state = 0", id) is not null;

    public ValueTask WriteAsync(AssetWriter writer, DatabaseSession session, string id)
    {
        var row = ShareRow.Require(session, id);
        return writer.WriteAsync(Json.Build(json => new ShareWriter(json, session, state.Origin, writer.Transferables).Write(row)));
    }
}

/// <summary>Tags, annotations or websites, with the mechanisms of all assets that have them.</summary>
internal sealed class RelatedBatch(string type) : IRecordBatch
{
    public RelationDetail Relations => RelationDetail.Full;

    public bool Exists(DatabaseSession session, string id) => RecordTable.Exists(session, type, id);

    public ValueTask WriteAsync(AssetWriter writer, DatabaseSession session, string id) =>
        writer.WriteAsync(Json.Build(json => RecordTable.Read(session, type, id)!.WriteTo(json)));
}
