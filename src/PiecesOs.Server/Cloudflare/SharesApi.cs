using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The operations on shares, of accounts and of organizations.</summary>
internal sealed class SharesApi(Database database, CloudflareSettings settings, long maxBody)
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
        await AnswerAsync(context, lease.Session, ShareScope.OfAccount(lease.Session, account), filter, ShareIncludes.Read(query));
    }

    private async Task ListOfOrganizationAsync(HttpContext context)
    {
        var scope = ShareScope.OfOrganization(context.RouteId("organization"));
        using var lease = database.Read();
        await AnswerAsync(context, lease.Session, scope, ShareFilter.Read(context.Request.Query), default);
    }

    private Task AnswerAsync(HttpContext context, DatabaseSession session, ShareScope scope, ShareFilter filter, ShareIncludes includes)
    {
        var page = Page.Read(context.Request.Query);
        var now = Moment.Of(settings).Now;
        var list = new ShareSelection(scope, filter, now).Read(session, page);
        return Envelope.ListAsync(context, list, settings.ResultInfo ? page : null, (writer, share) => SharingWriter.Write(writer, session, share, includes, now));
    }

    /// <summary>POST: name, resources and recipients, of which the last decide what the share targets.</summary>
    private async Task CreateAsync(HttpContext context)
    {
        var account = context.RouteId("account");
        using var body = await CloudflareBody.ReadAsync(context, maxBody);
        var name = body.RootElement.RequiredText("name");
        var resources = body.RootElement.RequiredArray("resources").Select(ResourceRequest.Read).ToList();
        var recipients = body.RootElement.RequiredArray("recipients").Select(RecipientRequest.Read).Distinct().ToList();
        var target = recipients.Count == 0 ? SharingWords.Account : recipients[0].Target;
        if (recipients.Exists(recipient => recipient.Target != target))
            throw CloudflareError.BadRequest("A share goes to accounts or to organizations, not to both.");
        await context.WriteAsync(database, settings, StatusCodes.Status201Created, (session, moment) =>
        {
            var id = ShareTable.Insert(session, account, name, target, moment.Now);
            foreach (var resource in resources)
                ResourceTable.Insert(session, id, resource, moment);
            foreach (var recipient in recipients)
            {
                if (recipient.IsOrganization)
                    RecipientTable.JoinOrganization(session, id, recipient.Id ?? AccountTable.Organization(session, account), moment);
                else
                    RecipientTable.Join(session, id, recipient.Id!, moment);
            }

            return writer => SharingWriter.Write(writer, session, ShareTable.Find(session, account, id, moment.Now), default, moment.Now);
        });
    }

    private async Task GetAsync(HttpContext context)
    {
        var now = Moment.Of(settings).Now;
        var includes = ShareIncludes.Read(context.Request.Query);
        using var lease = database.Read();
        var share = ShareTable.Find(lease.Session, context.RouteId("account"), context.RouteId("share"), now);
        await Envelope.ResultAsync(context, StatusCodes.Status200OK, writer => SharingWriter.Write(writer, lease.Session, share, includes, now));
    }

    /// <summary>PUT: the name. Recipients and resources have operations of their own, and are ignored here.</summary>
    private async Task UpdateAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, maxBody);
        var name = body.RootElement.RequiredText("name");
        await context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, moment) =>
        {
            ShareTable.Rename(session, ShareTable.Active(session, account, id, moment.Now).Id, name, moment.Now);
            return writer => SharingWriter.Write(writer, session, ShareTable.Find(session, account, id, moment.Now), default, moment.Now);
        });
    }

    private Task DeleteAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        return context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, moment) =>
        {
            ShareTable.End(session, ShareTable.Own(session, account, id, moment.Now).Id, moment);
            return writer => SharingWriter.Write(writer, session, ShareTable.Find(session, account, id, moment.Now), default, moment.Now);
        });
    }
}
