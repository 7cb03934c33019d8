using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>The Shares API, <c>/shares</c>, and the Share API, <c>/share</c>.</summary>
internal sealed class SharesRoutes(Database database, ShareService shares, ShareReader reader, PiecesState state)
{
    // Set by the creation; an update does not change them.
    private static readonly string[] Kept = ["id", "user", "asset", "assets", "link", "created", "short", "collection"];
    private static readonly string[] Required = ["access", "accessors"];

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/shares", reader.WriteAllAsync);
        app.MapPost("/shares/create", CreateAsync);
        app.MapGet("/shares/{share}", context => reader.WriteAsync(context, Id(context)));
        app.MapPost("/shares/{share}/delete", DeleteAsync);
        app.MapGet("/share/{share}", context => reader.WriteAsync(context, Id(context)));
        app.MapPost("/share/update", UpdateAsync);
        app.MapPost("/share/{share}/scores/increment", IncrementAsync);
    }

    /// <summary>POST /shares/create: of an asset, or of several as a collection.</summary>
    private async Task CreateAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var access = ShareSeed.ReadAccess(body.Root);
        var one = body.Root.Object("asset");
        var many = body.Root.Object("assets");
        if (one is null == many is null)
            throw ApiError.InvalidBody("Exactly one of asset and assets is required.");
        var ids = (one is { } asset ? [asset] : many!.Value.Items("iterable"))
            .Select(item => AssetTable.Id(item.Text("id") ?? throw ApiError.InvalidBody("Every asset needs an ID.")))
            .ToList();
        RequireAssets(ids);
        var seed = new ShareSeed(ids, access) { Name = ShareSeed.ReadName(body.Root), IsCollection = one is null };
        await reader.WriteListAsync(context, await shares.CreateAsync(seed), context.Transferables() ?? true);
    }

    /// <summary>POST /shares/{share}/delete: returns the ID as text.</summary>
    private async Task DeleteAsync(HttpContext context)
    {
        var id = Id(context);
        await shares.EndAsync(id, ShareState.Deleted);
        await context.TextAsync(StatusCodes.Status200OK, id);
    }

    /// <summary>POST /share/update: copies every member that was sent, known or not.</summary>
    private async Task UpdateAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var id = body.Root.Text("id") ?? throw ApiError.BadRequest("The share needs an ID.");
        if (body.Root.Text("access") is not (null or "PUBLIC" or "PRIVATE"))
            throw ApiError.InvalidBody("access must be PUBLIC or PRIVATE.");
        await shares.EditAsync(id, share =>
        {
            foreach (var member in body.Root.EnumerateObject().Where(member => !Kept.Contains(member.Name, StringComparer.Ordinal)))
            {
                if (member.Value.ValueKind == JsonValueKind.Null && !Required.Contains(member.Name, StringComparer.Ordinal))
                    share.Remove(member.Name);
                else if (member.Value.ValueKind != JsonValueKind.Null)
                    share[member.Name] = JsonNode.Parse(Json.WithoutNulls(member.Value));
            }
        });
        await reader.WriteAsync(context, id);
    }

    /// <summary>POST /share/{share}/scores/increment</summary>
    private async Task IncrementAsync(HttpContext context)
    {
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxBody);
        var flags = ScoreIncrement.Read(body.Root);
        await shares.EditAsync(Id(context), share => ScoreIncrement.Apply(share, flags));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private void RequireAssets(List<string> ids)
    {
        if (ids.Count == 0)
            throw ApiError.InvalidBody("A share needs at least one asset.");
        using var lease = database.Read();
        foreach (var id in ids)
            AssetTable.Find(lease.Session, id);
    }

    private static string Id(HttpContext context) => (string)context.GetRouteValue("share")!;
}
