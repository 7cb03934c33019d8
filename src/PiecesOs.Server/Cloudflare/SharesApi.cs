using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The operations on shares, of accounts and of organizations.</summary>
internal sealed class SharesApi(Database database, CloudflareSettings settings)
{
    private const string Shares = "/client/v4/accounts/{account}/shares";
    private const string Share = Shares + "/{share}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Shares, ListAsync);
        app.MapPost(Shares, CreateAsync);
        app.MapGet(Share, GetAsync);
        app.MapPut(Share, UpdateAsync);
        app.MapDelete(Share, DeleteAsync);
        app.MapGet("/client/v4/organizations/{organization}/shares", ListOfOrganizationAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var account = context.RouteId("account");
        var query = context.Request.Query;
        var filter = ShareFilter.Read(query) with { Tags = ShareFilter.ReadTags(query) };
        using var lease = database.Read();
        await WriteAsync(context, lease.Session, ShareScope.OfAccount(lease.Session, account), filter, ShareIncludes.Read(query));
    }

    private async Task ListOfOrganizationAsync(HttpContext context)
    {
        var scope = ShareScope.OfOrganization(context.RouteId("organization"));
        using var lease = database.Read();
        await WriteAsync(context, lease.Session, scope, ShareFilter.Read(context.Request.Query), default);
    }

    private Task WriteAsync(HttpContext context, DatabaseSession session, ShareScope scope, ShareFilter filter, ShareIncludes includes)
    {
        var page = PageRequest.Read(context.Request.Query);
        var now = ChangeTimes.Of(settings).Now;
        var list = new ShareQuery(scope, filter, now).Read(session, page);
        return CloudflareEnvelope.ListAsync(context, list, settings.ResultInfo ? page : null, (writer, share) => SharingJson.Write(writer, session, share, includes, now));
    }

    /// <summary>POST: name, resources and recipients, of which the last decide what the share targets.</summary>
    private async Task CreateAsync(HttpContext context)
    {
        var account = context.RouteId("account");
        using var body = await CloudflareBody.ReadAsync(context, settings.MaxBody);
        var name = body.RootElement.RequiredText("name");
        var resources = body.RootElement.RequiredArray("resources").Select(ResourceRequest.Read).ToList();
        var recipients = body.RootElement.RequiredArray("recipients").Select(RecipientRequest.Read).Distinct().ToList();
        var target = recipients.Count == 0 ? AllowedValues.Account : recipients[0].Target;
        if (recipients.Exists(recipient => recipient.Target != target))
            throw CloudflareError.BadRequest("A share goes to accounts or to organizations, not to both.");
        await context.WriteAsync(database, settings, StatusCodes.Status201Created, (session, times) =>
        {
            var id = ShareTable.Insert(session, account, name, target, times.Now);
            foreach (var resource in resources)
                ResourceTable.Insert(session, id, resource, times);
            foreach (var recipient in recipients)
            {
                if (recipient.IsOrganization)
                    RecipientTable.AddOrganization(session, id, recipient.Id ?? AccountTable.Organization(session, account), times);
                else
                    RecipientTable.Add(session, id, recipient.Id!, times);
            }

            return writer => SharingJson.Write(writer, session, ShareTable.Find(session, account, id, times.Now), default, times.Now);
        });
    }

    private async Task GetAsync(HttpContext context)
    {
        var now = ChangeTimes.Of(settings).Now;
        var includes = ShareIncludes.Read(context.Request.Query);
        using var lease = database.Read();
        var share = ShareTable.Find(lease.Session, context.RouteId("account"), context.RouteId("share"), now);
        await CloudflareEnvelope.ResultAsync(context, StatusCodes.Status200OK, writer => SharingJson.Write(writer, lease.Session, share, includes, now));
    }

    /// <summary>PUT: the name. Recipients and resources have operations of their own, and are ignored here.</summary>
    private async Task UpdateAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, settings.MaxBody);
        var name = body.RootElement.RequiredText("name");
        await context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, times) =>
        {
            ShareTable.Rename(session, ShareTable.Active(session, account, id, times.Now).Id, name, times.Now);
            return writer => SharingJson.Write(writer, session, ShareTable.Find(session, account, id, times.Now), default, times.Now);
        });
    }

    private Task DeleteAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        return context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, times) =>
        {
            ShareTable.End(session, ShareTable.Own(session, account, id, times.Now).Id, times);
            return writer => SharingJson.Write(writer, session, ShareTable.Find(session, account, id, times.Now), default, times.Now);
        });
    }
}
