using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The operations on the resources of a share.</summary>
internal sealed class ResourcesApi(Database database, CloudflareSettings settings, long maxBody)
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
        var status = query.Word("status", SharingWords.Statuses);
        var type = query.Word("resource_type", SharingWords.ResourceTypes);
        var page = Page.Read(query);
        var now = Moment.Of(settings).Now;
        using var lease = database.Read();
        var share = ShareTable.Find(lease.Session, context.RouteId("account"), context.RouteId("share"), now);
        var list = ResourceTable.List(lease.Session, share.Id, now, status, type, page);
        await Envelope.ListAsync(context, list, settings.ResultInfo ? page : null, SharingWriter.Write);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, maxBody);
        var request = ResourceRequest.Read(body.RootElement);
        await context.WriteAsync(database, settings, StatusCodes.Status201Created, (session, moment) =>
        {
            var share = ShareTable.Active(session, account, id, moment.Now);
            var resource = ResourceTable.Insert(session, share.Id, request, moment);
            return writer => SharingWriter.Write(writer, ResourceTable.Find(session, share.Id, resource, moment.Now));
        });
    }

    private async Task GetAsync(HttpContext context)
    {
        var now = Moment.Of(settings).Now;
        using var lease = database.Read();
        var share = ShareTable.Find(lease.Session, context.RouteId("account"), context.RouteId("share"), now);
        var resource = ResourceTable.Find(lease.Session, share.Id, context.RouteId("resource"), now);
        await Envelope.ResultAsync(context, StatusCodes.Status200OK, writer => SharingWriter.Write(writer, resource));
    }

    /// <summary>PUT: the meta, as a new version of the resource.</summary>
    private async Task UpdateAsync(HttpContext context)
    {
        var (account, id, resource) = (context.RouteId("account"), context.RouteId("share"), context.RouteId("resource"));
        using var body = await CloudflareBody.ReadAsync(context, maxBody);
        var meta = body.RootElement.RequiredObject("meta");
        await context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, moment) =>
        {
            var share = ShareTable.Active(session, account, id, moment.Now);
            var found = ResourceTable.Find(session, share.Id, resource, moment.Now);
            if (ResourceTable.Find(session, share.Id, resource, long.MaxValue).Status != "active")
                throw CloudflareError.Refused("The share resource is deleted, or about to be");
            ResourceTable.Update(session, found.Id, meta, moment);
            return writer => SharingWriter.Write(writer, ResourceTable.Find(session, share.Id, resource, moment.Now));
        });
    }

    private Task DeleteAsync(HttpContext context)
    {
        var (account, id, resource) = (context.RouteId("account"), context.RouteId("share"), context.RouteId("resource"));
        return context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, moment) =>
        {
            var share = ShareTable.Own(session, account, id, moment.Now);
            ResourceTable.End(session, ResourceTable.Find(session, share.Id, resource, moment.Now).Id, moment);
            return writer => SharingWriter.Write(writer, ResourceTable.Find(session, share.Id, resource, moment.Now));
        });
    }
}
