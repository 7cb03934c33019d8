using System.Globalization;
using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Search;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Assets;

/// <summary>The Assets API, <c>/assets</c>, but for search and streams.</summary>
internal sealed class AssetsRoutes(Database database, AssetService assets, AssetReader reader, RelatedSearch related, PiecesState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/assets", ListAsync);
        app.MapPost("/assets/create", CreateAsync);
        app.MapPost("/assets/draft", DraftAsync);
        app.MapGet("/assets/identifiers", IdentifiersAsync);
        app.MapGet("/assets/pseudo", PseudoAsync);
        app.MapGet("/assets/related", RelatedAsync);
        app.MapGet("/assets/recommended", RecommendedAsync);
        app.MapGet("/assets/{asset}", reader.WriteAsync);
        app.MapGet("/assets/{asset}/formats", reader.WriteFormatsAsync);
        app.MapPost("/assets/{asset}/delete", DeleteAsync);
    }

    /// <summary>GET /assets: row by row, so that no list is ever held whole.</summary>
    private async Task ListAsync(HttpContext context)
    {
        using var lease = database.Read();
        var writer = AssetWriter.ForList(context, state);
        var list = new AssetListQuery(state, context.Pseudo());
        var gone = list.Gone(lease.Session);
        using var rows = lease.Session.Query($"{writer.Select} WHERE {list.Sql} ORDER BY a.seq");
        context.StartJson();
        await writer.WriteListAsync(lease.Session, rows, gone);
    }

    /// <summary>POST /assets/create</summary>
    private async Task CreateAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var id = await assets.CreateAsync(SeedReader.Read(body.Root, body.Parts));
        await reader.WriteChangedAsync(context, id);
    }

    /// <summary>POST /assets/draft: what a seed would become, nothing kept.</summary>
    private async Task DraftAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var seed = SeedReader.Read(body.Root, body.Parts);
        var draft = new DraftWriter(body, seed, context.Transferables() ?? true);
        context.StartJson();
        await draft.WriteAsync(context.Response.BodyWriter, context.RequestAborted);
    }

    /// <summary>GET /assets/identifiers</summary>
    private async Task IdentifiersAsync(HttpContext context)
    {
        using var lease = database.Read();
        var condition = new SqlCondition(context.Pseudo(), state.HidesLibrary);
        await WriteIdentifiersAsync(context, lease.Session, condition.Sql, "{\"iterable\":[", "]}");
    }

    /// <summary>GET /assets/pseudo</summary>
    private async Task PseudoAsync(HttpContext context)
    {
        using var lease = database.Read();
        var condition = new SqlCondition(pseudo: true, state.HidesLibrary);
        await WriteIdentifiersAsync(context, lease.Session, $"{condition.Sql} AND a.pseudo = 1", "{\"identifiers\":{\"iterable\":[", "]}}");
    }

    private static async Task WriteIdentifiersAsync(HttpContext context, DatabaseSession session, string condition, string start, string end)
    {
        using var rows = session.Query($"SELECT a.id FROM assets a WHERE {condition} ORDER BY a.seq");
        context.StartJson();
        var separator = start;
        while (rows.Read())
        {
            await context.Response.WriteAsync($"{separator}{{\"id\":\"{rows.GetString(0)}\"}}", context.RequestAborted);
            separator = ",";
        }

        await context.Response.WriteAsync(separator == start ? start + end : end, context.RequestAborted);
    }

    /// <summary>GET /assets/related: assets like those in the body, without themselves.</summary>
    private async Task RelatedAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadOptionalAsync(context, state.Options.MaxBody);
        await WriteRelatedAsync(context, body?.Root);
    }

    /// <summary>GET /assets/recommended: the same for the assets that the user works with.</summary>
    private async Task RecommendedAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadOptionalAsync(context, state.Options.MaxBody);
        await WriteRelatedAsync(context, body?.Root.Object("assets"));
    }

    private async Task WriteRelatedAsync(HttpContext context, JsonElement? given)
    {
        using var lease = database.Read();
        var ids = given?.Items("iterable").Select(asset => asset.Text("id")).OfType<string>().Take(100).ToList() ?? [];
        var found = related.Find(lease.Session, ids);
        var writer = AssetWriter.ForList(context, state);
        using var rows = lease.Session.Query(
            $"{writer.Select} JOIN json_each(?) j ON j.value = a.seq ORDER BY j.id",
            $"[{string.Join(',', found.Select(sequence => sequence.ToString(CultureInfo.InvariantCulture)))}]");
        context.StartJson();
        await writer.WriteListAsync(lease.Session, rows, gone: []);
    }

    /// <summary>POST /assets/{asset}/delete: returns the ID as text.</summary>
    private async Task DeleteAsync(HttpContext context)
    {
        var id = AssetTable.Id((string)context.GetRouteValue("asset")!);
        await assets.DeleteAsync(id);
        await context.TextAsync(StatusCodes.Status200OK, id);
    }
}
