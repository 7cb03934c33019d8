using System.Text.Json;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The operations on the recipients of a share.</summary>
internal sealed class RecipientsApi(Database database, CloudflareSettings settings)
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
        var page = PageRequest.Read(context.Request.Query);
        var now = ChangeTimes.Of(settings).Now;
        using var lease = database.Read();
        var session = lease.Session;
        var share = ShareTable.Find(session, account, context.RouteId("share"), now);
        var list = RecipientTable.List(session, share, account, now, page);
        await CloudflareEnvelope.ListAsync(
            context, list, settings.ResultInfo ? page : null, (writer, recipient) => SharingJson.Write(writer, session, recipient, resources));
    }

    private async Task CreateAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, settings.MaxBody);
        var request = RecipientRequest.Read(body.RootElement);
        await context.WriteAsync(database, settings, StatusCodes.Status201Created, (session, times) =>
        {
            var share = ShareTable.Active(session, account, id, times.Now);
            if (share.Target == AllowedValues.Organization)
                throw CloudflareError.Refused("The recipients of a share that targets an organization are its members");
            if (request.IsOrganization)
                throw CloudflareError.Refused("The share targets accounts");
            if (RecipientTable.Contains(session, share.Id, request.Id!))
                throw CloudflareError.Refused("The share already has this recipient");
            var recipient = RecipientTable.Add(session, share.Id, request.Id!, times);
            return writer => SharingJson.Write(writer, session, RecipientTable.Find(session, share, account, recipient, times.VisibleAt), resources: false);
        });
    }

    /// <summary>PUT: replaces the recipients by those in a bare array; 204.</summary>
    private async Task ReplaceAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, settings.MaxBody, JsonValueKind.Array);
        var wanted = body.RootElement.EnumerateArray().Select(RecipientRequest.Read).Distinct().ToList();
        await database.WriteAsync(
            session =>
            {
                var times = ChangeTimes.Of(settings);
                var share = ShareTable.Active(session, account, id, times.Now);
                if (share.Target == AllowedValues.Organization)
                    throw CloudflareError.Refused("The recipients of a share that targets an organization cannot be replaced");
                if (wanted.Exists(recipient => recipient.IsOrganization))
                    throw CloudflareError.Refused("The share targets accounts");
                var present = RecipientTable.Accounts(session, share.Id);
                var ids = wanted.Select(recipient => recipient.Id!).ToList();
                foreach (var added in ids.Except(present, StringComparer.Ordinal))
                    RecipientTable.Add(session, share.Id, added, times);
                foreach (var gone in present.Except(ids, StringComparer.Ordinal))
                    RecipientTable.Remove(session, share.Id, gone, times);
            },
            context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task GetAsync(HttpContext context)
    {
        var account = context.RouteId("account");
        var resources = context.Request.Query.Flag("include_resources");
        var now = ChangeTimes.Of(settings).Now;
        using var lease = database.Read();
        var session = lease.Session;
        var share = ShareTable.Find(session, account, context.RouteId("share"), now);
        var recipient = RecipientTable.Find(session, share, account, context.RouteId("recipient"), now);
        await CloudflareEnvelope.ResultAsync(context, StatusCodes.Status200OK, writer => SharingJson.Write(writer, session, recipient, resources));
    }

    private Task DeleteAsync(HttpContext context)
    {
        var (account, id, recipient) = (context.RouteId("account"), context.RouteId("share"), context.RouteId("recipient"));
        return context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, times) =>
        {
            var share = ShareTable.Own(session, account, id, times.Now);
            RecipientTable.Remove(session, share.Id, RecipientTable.Find(session, share, account, recipient, times.Now).Account, times);
            return writer => SharingJson.Write(writer, session, RecipientTable.Find(session, share, account, recipient, times.Now), resources: false);
        });
    }
}

/// <summary>A recipient of a new share: an account or an organization; without an ID, the organization of the account that shares.</summary>
internal sealed record RecipientRequest(string? Id, bool IsOrganization)
{
    /// <summary>What a share for this recipient targets.</summary>
    public string Target => IsOrganization ? AllowedValues.Organization : AllowedValues.Account;

    /// <summary>Reads one; <c>account_id</c> is the old name of <c>recipient_account_id</c>.</summary>
    public static RecipientRequest Read(JsonElement body)
    {
        var organization = body.OptionalId("organization_id");
        var old = body.OptionalId("account_id");
        var account = body.OptionalId("recipient_account_id") ?? old;
        if (old is not null && old != account)
            throw CloudflareError.BadRequest("'account_id' is the deprecated name of 'recipient_account_id': they cannot differ.");
        return (account, organization) switch
        {
            ({ } id, null) => new RecipientRequest(id, IsOrganization: false),
            (null, var id) => new RecipientRequest(id, IsOrganization: true),
            _ => throw CloudflareError.BadRequest("A recipient is either 'recipient_account_id' or 'organization_id'."),
        };
    }
}
