using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Records;

/// <summary>
/// The operations of tags, websites and annotations: list, read, find by text or address, create, update, delete, and
/// associate with assets.
/// </summary>
internal sealed class RecordRoutes(Database database, RecordService records, PiecesState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        foreach (var type in RecordType.All)
        {
            app.MapGet($"/{type.Many}", context => ListAsync(context, type));
            app.MapPost($"/{type.Many}/create", context => CreateAsync(context, type));
            app.MapPost($"/{type.Many}/{{id}}/delete", context => DeleteAsync(context, type));
            app.MapGet($"/{type.One}/{{id}}", context => WriteAsync(context, type, Value(context, "id")));
            app.MapPost($"/{type.One}/update", context => UpdateAsync(context, type));
            if (type.Key is not null)
                app.MapPost($"/{type.Many}/exists", context => FindAsync(context, type));

            // The same from either side.
            foreach (var path in new[] { $"/{type.One}/{{id}}/assets/ACT/{{asset}}", $"/asset/{{asset}}/{type.Many}/ACT/{{id}}" })
            {
                app.MapPost(path.Replace("ACT", "associate", StringComparison.Ordinal), context => ChangeAsync(context, type, records.AssociateAsync));
                app.MapPost(path.Replace("ACT", "disassociate", StringComparison.Ordinal), context => ChangeAsync(context, type, records.DisassociateAsync));
            }
        }
    }

    /// <summary>GET /tags, /websites, /annotations; the last accepts <c>annotation_type_filter</c>.</summary>
    private async Task ListAsync(HttpContext context, RecordType type)
    {
        var filter = context.Request.Query["annotation_type_filter"].ToString();
        List<JsonObject> found;
        using (var lease = database.Read())
            found = state.HidesLibrary ? [] : [.. RecordTable.All(lease.Session, type.Many).Where(record => filter.Length == 0 || (string?)record["type"] == filter)];
        await context.JsonAsync(writer => writer.WriteObject(() =>
        {
            writer.WriteStartArray("iterable");
            foreach (var record in found)
                record.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteObject("indices", () =>
            {
                for (var index = 0; index < found.Count; index++)
                    writer.WriteNumber((string)found[index]["id"]!, index);
            });
        }));
    }

    /// <summary>POST /tags/exists, /websites/exists: the record with the text or address, or an empty object.</summary>
    private async Task FindAsync(HttpContext context, RecordType type)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var value = body.Root.Text("value") ?? throw ApiError.InvalidBody("value is required.");
        string? id;
        using (var lease = database.Read())
            id = state.HidesLibrary ? null : RecordTable.Find(lease.Session, type, value);
        await context.JsonAsync(writer => writer.WriteObject(() =>
        {
            if (id is not null)
                writer.WriteObject(type.One, () => writer.WriteString("id", id));
        }));
    }

    /// <summary>POST /tags/create, /websites/create, /annotations/create</summary>
    private async Task CreateAsync(HttpContext context, RecordType type)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var record = RecordSeed.Read(type, body.Root);
        var asset = body.Root.Text("asset") is { } given ? AssetTable.Id(given) : null;
        var id = await records.CreateAsync(type, record, asset, body.Root.Text("mechanism") ?? "MANUAL");
        await WriteAsync(context, type, id);
    }

    /// <summary>POST /tag/update, /website/update, /annotation/update</summary>
    private async Task UpdateAsync(HttpContext context, RecordType type)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var id = body.Root.Text("id") ?? throw ApiError.InvalidBody("id is required.");
        if (type.Key is { } key && body.Root.Get(key) is { ValueKind: not JsonValueKind.String })
            throw ApiError.InvalidBody($"{key} must be a text.");
        await records.UpdateAsync(type, id, body.Root);
        await WriteAsync(context, type, id);
    }

    private async Task DeleteAsync(HttpContext context, RecordType type)
    {
        await records.DeleteAsync(type, Value(context, "id"));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task ChangeAsync(HttpContext context, RecordType type, Func<RecordType, string, string, Task> change)
    {
        await change(type, Value(context, "id"), AssetTable.Id(Value(context, "asset")));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>One record. A tag or website names the assets that have it.</summary>
    private async Task WriteAsync(HttpContext context, RecordType type, string id)
    {
        JsonObject record;
        List<string> assets;
        using (var lease = database.Read())
        {
            record = RecordTable.Read(lease.Session, type.Many, id) ?? throw ApiError.NotFound($"Not found: {type.One} {id}");
            assets = type == RecordType.Annotation ? [] : RecordTable.Assets(lease.Session, type, id);
        }

        await context.JsonAsync(writer => writer.WriteObject(() =>
        {
            foreach (var (name, value) in record)
            {
                writer.WritePropertyName(name);
                value!.WriteTo(writer);
            }

            if (type != RecordType.Annotation)
                writer.IndexedList("assets", assets, asset => asset, asset => writer.WriteObject(() => writer.WriteString("id", asset)));
        }));
    }

    private static string Value(HttpContext context, string name) => (string)context.GetRouteValue(name)!;
}
