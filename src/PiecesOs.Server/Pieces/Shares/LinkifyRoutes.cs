using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Assets;
using PiecesOs.Server.Pieces.Content;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>The Linkify API: what needs a signed-in user with a cloud.</summary>
internal sealed class LinkifyRoutes(Database database, AssetService assets, ShareService shares, ShareReader reader, PiecesState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/linkify", LinkifyAsync);
        app.MapPost("/linkify/multiple", LinkifyMultipleAsync);
        app.MapPost("/linkify/{share}/revoke", RevokeAsync);
    }

    /// <summary>POST /linkify: one link to an asset, or to what a seed becomes.</summary>
    private async Task LinkifyAsync(HttpContext context)
    {
        state.RequireCloud();
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxLinkBody);
        var access = ShareSeed.ReadAccess(body.Root);
        var seed = body.Root.Object("seed");
        var asset = body.Root.Object("asset");
        if (seed is null == asset is null)
            throw ApiError.InvalidBody("Exactly one of seed and asset is required.");
        var distributions = Distributions(body.Root);
        var id = asset is { } given
            ? Existing(given)
            : await assets.CreateAsync(SeedReader.Read(seed!.Value, body.Parts));
        var share = await shares.CreateAsync(new ShareSeed([id], access) { Distributions = distributions });
        await reader.WriteListAsync(context, share, transferables: true);
    }

    /// <summary>POST /linkify/multiple: one link to a collection of assets that are all known here.</summary>
    private async Task LinkifyMultipleAsync(HttpContext context)
    {
        state.RequireCloud();
        using var body = await BodyReader.ReadAsync(context, state.Options.MaxLinkBody);
        var access = ShareSeed.ReadAccess(body.Root);
        var given = body.Root.Items("assets").Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.Text("id") ?? "").ToList();
        if (given.Count == 0)
            throw ApiError.InvalidBody("assets must name at least one asset.");
        var name = ShareSeed.ReadName(body.Root);
        var (known, missing) = Sort(given);
        if (missing.Count > 0)
            throw new ApiError(StatusCodes.Status417ExpectationFailed, $"Expectation Failed: these assets are not backed up: {string.Join(", ", missing)}");
        var share = await shares.CreateAsync(new ShareSeed(known, access) { Name = name, IsCollection = true });
        await reader.WriteListAsync(context, share, transferables: true);
    }

    /// <summary>POST /linkify/{share}/revoke: returns the ID as text.</summary>
    private async Task RevokeAsync(HttpContext context)
    {
        state.RequireCloud();
        var id = (string)context.GetRouteValue("share")!;
        await shares.EndAsync(id, ShareState.Revoked);
        await context.TextAsync(StatusCodes.Status200OK, id);
    }

    private List<JsonElement> Distributions(JsonElement body)
    {
        var distributions = body.Items("distributions").ToList();
        if (!state.GitHub && distributions.Exists(distribution => distribution.Get("github") is not null))
            throw new ApiError(StatusCodes.Status412PreconditionFailed, "GitHub Account has not been connected to this user yet.");
        return distributions;
    }

    private string Existing(JsonElement asset)
    {
        var id = AssetTable.Id(asset.Text("id") ?? throw ApiError.InvalidBody("asset.id is required."));
        using var lease = database.Read();
        AssetTable.Find(lease.Session, id);
        return id;
    }

    private (List<string> Known, List<string> Missing) Sort(List<string> given)
    {
        using var lease = database.Read();
        var known = given.ToLookup(id => lease.Session.Scalar("SELECT 1 FROM assets WHERE id = $1 AND deleted = 0", id.ToLowerInvariant()) is not null);
        return ([.. known[true].Select(id => id.ToLowerInvariant())], [.. known[false]]);
    }
}
