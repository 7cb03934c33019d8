using System.Text.Json;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The operations on the accounts that a share for an organization skips. Only the account that sent the share has them.</summary>
internal sealed class ExcludedRecipientsApi(Database database, CloudflareSettings settings)
{
    private const string ExcludedRecipients = "/client/v4/accounts/{account}/shares/{share}/excluded-recipients";
    private const string ExcludedRecipient = ExcludedRecipients + "/{excluded}";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(ExcludedRecipients, ListAsync);
        app.MapPost(ExcludedRecipients, CreateAsync);
        app.MapPut(ExcludedRecipients, ReplaceAsync);
        app.MapGet(ExcludedRecipient, GetAsync);
        app.MapDelete(ExcludedRecipient, DeleteAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        var page = PageRequest.Read(context.Request.Query);
        using var lease = database.Read();
        var share = ForOrganization(ShareTable.Own(lease.Session, context.RouteId("account"), context.RouteId("share"), ChangeTimes.Of(settings).Now));
        await CloudflareEnvelope.ListAsync(
            context, ExcludedRecipientTable.List(lease.Session, share.Id, page), settings.ResultInfo ? page : null, SharingJson.Write);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, settings.MaxBody);
        var excluded = body.RootElement.RequiredId("account_id");
        await context.WriteAsync(database, settings, StatusCodes.Status201Created, (session, times) =>
        {
            var share = ForOrganization(ShareTable.Active(session, account, id, times.Now));
            if (ExcludedRecipientTable.Contains(session, share.Id, excluded))
                throw CloudflareError.Refused("The account is already excluded from the share");
            var added = ExcludedRecipientTable.Add(session, share.Id, excluded, times);
            return writer => SharingJson.Write(writer, ExcludedRecipientTable.Find(session, share.Id, added));
        });
    }

    /// <summary>PUT: replaces the excluded accounts by those in a bare array; 204.</summary>
    private async Task ReplaceAsync(HttpContext context)
    {
        var (account, id) = (context.RouteId("account"), context.RouteId("share"));
        using var body = await CloudflareBody.ReadAsync(context, settings.MaxBody, JsonValueKind.Array);
        var wanted = body.RootElement.EnumerateArray().Select(item => item.RequiredId("account_id")).Distinct(StringComparer.Ordinal).ToList();
        await database.WriteAsync(
            session =>
            {
                var times = ChangeTimes.Of(settings);
                var share = ForOrganization(ShareTable.Active(session, account, id, times.Now));
                var present = ExcludedRecipientTable.List(session, share.Id, page: null).Items.Select(item => item.Account).ToList();
                foreach (var excluded in wanted.Except(present, StringComparer.Ordinal))
                    ExcludedRecipientTable.Add(session, share.Id, excluded, times);
                foreach (var gone in present.Except(wanted, StringComparer.Ordinal))
                    ExcludedRecipientTable.Remove(session, share.Id, gone, times);
            },
            context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task GetAsync(HttpContext context)
    {
        using var lease = database.Read();
        var share = ForOrganization(ShareTable.Own(lease.Session, context.RouteId("account"), context.RouteId("share"), ChangeTimes.Of(settings).Now));
        var excluded = ExcludedRecipientTable.Find(lease.Session, share.Id, context.RouteId("excluded"));
        await CloudflareEnvelope.ResultAsync(context, StatusCodes.Status200OK, writer => SharingJson.Write(writer, excluded));
    }

    private Task DeleteAsync(HttpContext context)
    {
        var (account, id, excluded) = (context.RouteId("account"), context.RouteId("share"), context.RouteId("excluded"));
        return context.WriteAsync(database, settings, StatusCodes.Status200OK, (session, times) =>
        {
            var share = ForOrganization(ShareTable.Active(session, account, id, times.Now));
            var found = ExcludedRecipientTable.Find(session, share.Id, excluded);
            ExcludedRecipientTable.Remove(session, share.Id, found.Account, times);
            return writer => SharingJson.Write(writer, found);
        });
    }

    private static ShareRecord ForOrganization(ShareRecord share) => share.Target == AllowedValues.Organization
        ? share
        : throw CloudflareError.Refused("Accounts can be excluded only from a share that targets an organization");
}
