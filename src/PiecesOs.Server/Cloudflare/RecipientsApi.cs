using System.Text.Json;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The operations on the recipients of a share.</summary>
internal sealed class RecipientsApi(Database database, CloudflareSettings settings, long maxBody)
{
    private const string Recipients = "/client/v4/accounts/{account}/shares/{share}/recipients";
    private const string Recipient = Recipients + "/{recipient}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Recipients, ListAsync);
        app.MapPost(Recipients, CreateAsync);
        app.MapPut(Recipients, ReplaceAsync);
        app.MapGet(Recipient, GetAsync);
        app.MapDelete(Recipient, DeleteAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var account = context.RouteId("account");
        var resources = context.Request.Query.Flag("include_resources");
        var page = Page.Read(context.Request.Query);
        var now = Moment.Of(settings).Now;
        using var lease = database.Read();
        var session = lease.Session;
        var share = ShareTable.Find(session, account, context.RouteId("share"), now);
        var list = RecipientTable.List(session, share, account, now, page);
        await Envelope.ListAsync(
            context, list, settings.ResultInfo ? page : null, (writer, recipient) => SharingWriter.Write(writer, session, recipient, resources));
    }

    private async Task CreateAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, maxBody);
        var request = RecipientRequest.Read(body.RootElement);
        await context.WriteAsync(database, settings, StatusCodes.Status201Created, (session, moment) =>
        {
            var share = ShareTable.Active(session, account, id, moment.Now);
            if (share.Target == SharingWords.Organization)
                throw CloudflareError.Refused("The recipients of a share that targets an organization are its members");
            if (request.IsOrganization)
                throw CloudflareError.Refused("The share targets accounts");
            if (RecipientTable.Accounts(session, share.Id).Contains(request.Id, StringComparer.Ordinal))
                throw CloudflareError.Refused("The share already has this recipient");
            var recipient = RecipientTable.Join(session, share.Id, request.Id!, moment);
            return writer => SharingWriter.Write(writer, session, RecipientTable.Find(session, share, account, recipient, moment.Shows), resources: false);
        });
    }

    /// <summary>PUT: a bare array, which the recipients are made to match; 204.</summary>
    private async Task ReplaceAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, maxBody, JsonValueKind.Array);
        var wanted = body.RootElement.EnumerateArray().Select(RecipientRequest.Read).Distinct().ToList();
        await database.WriteAsync(
            session =>
            {
                var moment = Moment.Of(settings);
                var share = ShareTable.Active(session, account, id, moment.Now);
                if (share.Target == SharingWords.Organization)
                    throw CloudflareError.Refused("The recipients of a share that targets an organization cannot be replaced");
                if (wanted.Exists(recipient => recipient.IsOrganization))
                    throw CloudflareError.Refused("The share targets accounts");
                var present = RecipientTable.Accounts(session, share.Id);
                foreach (var recipient in wanted.Where(recipient => !present.Contains(recipient.Id, StringComparer.Ordinal)))
                    RecipientTable.Join(session, share.Id, recipient.Id!, moment);
                foreach (var gone in present.Where(gone => !wanted.Exists(recipient => recipient.Id == gone)))
                    RecipientTable.Leave(session, share.Id, gone, moment);
                return true;
            },
            context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task GetAsync(HttpContext context)
    {
        var account = context.RouteId("account");
        var resources = context.Request.Query.Flag("include_resources");
        var now = Moment.Of(settings).Now;
        using var lease = database.Read();
        var session = lease.Session;
        var share = ShareTable.Find(session, account, context.RouteId("share"), now);
        var recipient = RecipientTable.Find(session, share, account, context.RouteId("recipient"), now);
        await Envelope.ResultAsync(context, StatusCodes.Status200OK, writer => SharingWriter.Write(writer, session, recipient, resources));
    }

    private Task DeleteAsync(HttpContext context)
    {
        var (account, id, recipient) = (context.RouteId("account"), context.RouteId("share"), context.RouteId("recipient"));
        return context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, moment) =>
        {
            var share = ShareTable.Own(session, account, id, moment.Now);
            RecipientTable.Leave(session, share.Id, RecipientTable.Find(session, share, account, recipient, moment.Now).Account, moment);
            return writer => SharingWriter.Write(writer, session, RecipientTable.Find(session, share, account, recipient, moment.Now), resources: false);
        });
    }
}
