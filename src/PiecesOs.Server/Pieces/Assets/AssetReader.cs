using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>Returns one asset, or its formats; two API documents have both.</summary>
internal sealed class AssetReader(Database database, PiecesState state)
{
    /// <summary>GET /assets/{asset}, GET and POST /asset/{asset}</summary>
    public Task WriteAsync(HttpContext context) => WriteAsync(context, PathId(context), state.Transferables(context));

    /// <summary>The asset as the response of an operation that created or changed it: with content unless the query excludes it.</summary>
    public Task WriteChangedAsync(HttpContext context, string id) => WriteAsync(context, id, context.Transferables() ?? true);

    private async Task WriteAsync(HttpContext context, string id, bool transferables)
    {
        using var lease = database.Read();
        var writer = Writer(context, transferables, state.Options.RecordRelations);
        var sequence = AssetTable.Find(lease.Session, id);
        using var rows = lease.Session.Query($"{writer.Select} WHERE a.seq = $1", sequence);
        context.StartJson();
        if (rows.Read())
            await writer.WriteRowAsync(lease.Session, rows);
    }

    /// <summary>GET /assets/{asset}/formats and /asset/{asset}/formats: the member of the stored asset, as it is.</summary>
    public async Task WriteFormatsAsync(HttpContext context)
    {
        using var lease = database.Read();
        var sequence = AssetTable.Find(lease.Session, PathId(context));
        await WritePartAsync(context, lease.Session, sequence, state.Transferables(context), document => Member(document, "formats"));
    }

    /// <summary>GET /format/{format}: one element of the formats. The parameter is <c>transferable</c> here.</summary>
    public Task WriteFormatAsync(HttpContext context) =>
        WriteFormatAsync(context, AssetTable.Id((string)context.GetRouteValue("format")!), context.Flag("transferable") ?? state.Transferables(context));

    /// <summary>The element of the formats with the ID.</summary>
    public async Task WriteFormatAsync(HttpContext context, string id, bool transferables)
    {
        using var lease = database.Read();
        var sequence = AssetTable.FindFormat(lease.Session, id);
        await WritePartAsync(context, lease.Session, sequence, transferables, document => Format(document, id));
    }

    private static string PathId(HttpContext context) => AssetTable.Id((string)context.GetRouteValue("asset")!);

    /// <summary>Writes a part of the asset. It is found in the row that is sent, because a second query might find it changed.</summary>
    private async Task WritePartAsync(HttpContext context, DatabaseSession session, long sequence, bool transferables, Func<byte[], (int Start, int Length)> find)
    {
        var writer = Writer(context, transferables, RelationDetail.Full);
        using var rows = session.Query($"{writer.Select} WHERE a.seq = $1", sequence);
        if (!rows.Read())
            return;
        writer.Window = find(rows.GetFieldValue<byte[]>(1));
        context.StartJson();
        await writer.WriteRowAsync(session, rows);
    }

    private AssetWriter Writer(HttpContext context, bool transferables, RelationDetail relations) =>
        new(context.Response.BodyWriter, state.Origin, transferables, context.RequestAborted) { TextAsBytes = true, Relations = relations };

    /// <summary>Where the element of the formats with the ID is.</summary>
    public static (int Start, int Length) Format(byte[] json, string id)
    {
        var (formats, length) = Member(json, "formats");
        var (items, _) = Member(json.AsSpan(formats, length), "iterable");
        var reader = new Utf8JsonReader(json.AsSpan(formats + items));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var item = (Start: formats + items + start, Length: (int)reader.BytesConsumed - start);
            using var format = JsonDocument.Parse(json.AsMemory(item.Start, item.Length));
            if (string.Equals(format.RootElement.Text("id"), id, StringComparison.OrdinalIgnoreCase))
                return item;
        }

        throw ApiError.NotFound($"Format not found: {id}");
    }

    private static (int Start, int Length) Member(ReadOnlySpan<byte> json, string name)
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
