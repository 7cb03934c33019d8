using System.Text.Json;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The operations on the resources of a share.</summary>
internal sealed class ResourcesApi(Database database, CloudflareSettings settings)
{
    private const string Resources = "/client/v4/accounts/{account}/shares/{share}/resources";
    private const string Resource = Resources + "/{resource}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Resources, ListAsync);
        app.MapPost(Resources, CreateAsync);
        app.MapGet(Resource, GetAsync);
        app.MapPut(Resource, UpdateAsync);
        app.MapDelete(Resource, DeleteAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var status = query.OneOf("status", AllowedValues.Statuses);
        var type = query.OneOf("resource_type", AllowedValues.ResourceTypes);
        var page = PageRequest.Read(query);
        var now = ChangeTimes.Of(settings).Now;
        using var lease = database.Read();
        var share = ShareTable.Find(lease.Session, context.RouteId("account"), context.RouteId("share"), now);
        var list = ResourceTable.List(lease.Session, share.Id, now, status, type, page);
        await CloudflareEnvelope.ListAsync(context, list, settings.ResultInfo ? page : null, SharingJson.Write);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, settings.MaxBody);
        var request = ResourceRequest.Read(body.RootElement);
        await context.WriteAsync(database, settings, StatusCodes.Status201Created, (session, times) =>
        {
            var share = ShareTable.Active(session, account, id, times.Now);
            var resource = ResourceTable.Insert(session, share.Id, request, times);
            return writer => SharingJson.Write(writer, ResourceTable.Find(session, share.Id, resource, times.Now));
        });
    }

    private async Task GetAsync(HttpContext context)
    {
        var now = ChangeTimes.Of(settings).Now;
        using var lease = database.Read();
        var share = ShareTable.Find(lease.Session, context.RouteId("account"), context.RouteId("share"), now);
        var resource = ResourceTable.Find(lease.Session, share.Id, context.RouteId("resource"), now);
        await CloudflareEnvelope.ResultAsync(context, StatusCodes.Status200OK, writer => SharingJson.Write(writer, resource));
    }

    /// <summary>PUT: the meta, as a new version of the resource.</summary>
    private async Task UpdateAsync(HttpContext context)
    {
        var (account, id, resource) = (context.RouteId("account"), context.RouteId("share"), context.RouteId("resource"));
        using var body = await CloudflareBody.ReadAsync(context, settings.MaxBody);
        var meta = body.RootElement.RequiredObject("meta");
        await context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, times) =>
        {
            var share = ShareTable.Active(session, account, id, times.Now);
            var found = ResourceTable.Find(session, share.Id, resource, times.Now);
            if (ResourceTable.Find(session, share.Id, resource, long.MaxValue).Status != "active")
                throw CloudflareError.Refused("The share resource is deleted, or about to be");
            ResourceTable.Update(session, found.Id, meta, times);
            return writer => SharingJson.Write(writer, ResourceTable.Find(session, share.Id, resource, times.Now));
        });
    }

    private Task DeleteAsync(HttpContext context)
    {
        var (account, id, resource) = (context.RouteId("account"), context.RouteId("share"), context.RouteId("resource"));
        return context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, times) =>
        {
            var share = ShareTable.Own(session, account, id, times.Now);
            ResourceTable.End(session, ResourceTable.Find(session, share.Id, resource, times.Now).Id, times);
            return writer => SharingJson.Write(writer, ResourceTable.Find(session, share.Id, resource, times.Now));
        });
    }
}

/// <summary>A resource to share.</summary>
internal sealed record ResourceRequest(string Resource, string Type, string Account, string Meta)
{
    public static ResourceRequest Read(JsonElement body)
    {
        var type = body.RequiredText("resource_type");
        if (!AllowedValues.ResourceTypes.Contains(type, StringComparer.Ordinal))
            throw CloudflareError.BadRequest($"'resource_type' is '{type}', but must be one of {string.Join(", ", AllowedValues.ResourceTypes)}.");
        return new ResourceRequest(body.RequiredText("resource_id"), type, body.RequiredId("resource_account_id"), body.RequiredObject("meta"));
    }
}
