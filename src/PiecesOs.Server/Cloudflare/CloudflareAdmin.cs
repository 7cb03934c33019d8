using System.Text.Json;
using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The paths under <c>/.sandbox/cloudflare</c>; README.md has the shapes.</summary>
internal sealed class CloudflareAdmin(Database database, CloudflareSettings settings)
{
    private const string Root = "/.sandbox/cloudflare";
    private const long MaxBody = 1024 * 1024;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root, SettingsAsync);
        app.MapPut(Root, SetAsync);
        app.MapGet(Root + "/failures", FailuresAsync);
        app.MapPost(Root + "/failures", AddFailureAsync);
        app.MapDelete(Root + "/failures", context => ChangeAsync(context, EndFailures));
        app.MapPost(Root + "/sample", context => ChangeAsync(context, CloudflareSamples.Create));
        app.MapPut(Root + "/accounts/{account}", DescribeAsync);
        app.MapPut(Root + "/shares/{share}/tags", TagAsync);
    }

    private Task SettingsAsync(HttpContext context) => context.JsonAsync(writer => writer.WriteObject(() =>
    {
        writer.WriteNumber("delayMs", (long)settings.Delay.TotalMilliseconds);
        writer.WriteNumber("lagMs", (long)settings.Lag.TotalMilliseconds);
        writer.WriteBoolean("resultInfo", settings.ResultInfo);
        writer.WriteBoolean("ipFilter", settings.IpFilter);
        writer.WriteNumber("noRouteStatus", settings.NoRouteStatus);
        if (settings.RateLimit.Limit is not { } limit)
        {
            writer.WriteNull("rateLimit");
            return;
        }

        writer.WriteStartObject("rateLimit");
        writer.WriteNumber("requests", limit.Requests);
        writer.WriteNumber("seconds", limit.Seconds);
        writer.WriteEndObject();
    }));

    /// <summary>Changes the members that were sent; <c>"rateLimit":null</c> removes the limit.</summary>
    private async Task SetAsync(HttpContext context)
    {
        using var document = await ReadAsync(context, "delayMs", "lagMs", "resultInfo", "ipFilter", "noRouteStatus", "rateLimit");
        var body = document.RootElement;
        var delay = body.Number("delayMs", 0, CloudflareOptions.MaxDelayMs) ?? settings.Delay.TotalMilliseconds;
        var lag = body.Number("lagMs", 0, CloudflareOptions.MaxDelayMs) ?? settings.Lag.TotalMilliseconds;
        var noRouteStatus = (int)(body.Number("noRouteStatus", 400, 404) ?? settings.NoRouteStatus);
        if (noRouteStatus is not (400 or 404))
            throw ApiError.BadRequest("noRouteStatus must be 400 or 404.");
        if (body.TryGetProperty("rateLimit", out var limit))
            settings.RateLimit.Limit = limit.ValueKind == JsonValueKind.Null ? null : ((int)limit.RequiredNumber("requests", 0, 1_000_000), (int)limit.RequiredNumber("seconds", 1, 86_400));
        settings.Delay = TimeSpan.FromMilliseconds(delay);
        settings.Lag = TimeSpan.FromMilliseconds(lag);
        settings.NoRouteStatus = noRouteStatus;
        settings.IpFilter = body.Flag("ipFilter") ?? settings.IpFilter;
        settings.ResultInfo = body.Flag("resultInfo") ?? settings.ResultInfo;
        await SettingsAsync(context);
    }

    private async Task FailuresAsync(HttpContext context)
    {
        using var lease = database.Read();
        var session = lease.Session;
        await context.JsonAsync(writer => writer.WriteObject(() =>
        {
            writer.WriteStartArray("iterable");
            using var rows = session.Query("SELECT recipient, resource, error, terminal FROM cloudflare_failures WHERE mended IS NULL ORDER BY seq");
            while (rows.Read())
            {
                writer.WriteObject(() =>
                {
                    writer.WriteString("recipient", rows.GetString(0));
                    writer.WriteString("resource", rows.IsDBNull(1) ? null : rows.GetString(1));
                    writer.WriteString("error", rows.GetString(2));
                    writer.WriteBoolean("terminal", rows.GetBoolean(3));
                });
            }

            writer.WriteEndArray();
        }));
    }

    /// <summary>Makes resources fail for a recipient: one of them, or all without <c>resource</c>.</summary>
    private async Task AddFailureAsync(HttpContext context)
    {
        using var document = await ReadAsync(context, "recipient", "resource", "error", "terminal");
        var body = document.RootElement;
        var recipient = body.Text("recipient") ?? throw ApiError.BadRequest("recipient is required: the ID of a recipient, account or organization.");
        var error = body.Text("error") ?? "Recipient is missing necessary entitlement";
        await ChangeAsync(context, session => session.Execute(
            "INSERT INTO cloudflare_failures(recipient, resource, error, terminal) VALUES($1, $2, $3, $4)", recipient, body.Text("resource"), error, body.Flag("terminal") ?? true));
    }

    /// <summary>Ends all failures. If responses lag, they stay on the records as old errors until a later change is done.</summary>
    private void EndFailures(DatabaseSession session)
    {
        if (settings.Lag > TimeSpan.Zero)
            session.Execute("UPDATE cloudflare_failures SET mended = $1 WHERE mended IS NULL", ChangeTimes.Of(settings).Now);
        else
            session.Execute("DELETE FROM cloudflare_failures");
    }

    private async Task DescribeAsync(HttpContext context)
    {
        using var document = await ReadAsync(context, "name", "organization_id");
        var body = document.RootElement;
        await ChangeAsync(context, session =>
        {
            AccountTable.Describe(session, (string)context.GetRouteValue("account")!, body.Text("name"), body.Text("organization_id"), ChangeTimes.Of(settings));
        });
    }

    /// <summary>Sets the tags of a share, which the API can only filter by: an object of names and values.</summary>
    private async Task TagAsync(HttpContext context)
    {
        using var document = await ReadAsync(context);
        var share = (string)context.GetRouteValue("share")!;
        await ChangeAsync(context, session =>
        {
            session.Execute("DELETE FROM cloudflare_tags WHERE share = $1", share);
            foreach (var tag in document.RootElement.EnumerateObject())
                session.Execute("INSERT OR REPLACE INTO cloudflare_tags(share, name, value) VALUES($1, $2, $3)", share, tag.Name, tag.Value.ToString());
        });
    }

    private async Task ChangeAsync(HttpContext context, Action<DatabaseSession> change)
    {
        await database.WriteAsync(change);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>A JSON object with no other members than these, when there are any.</summary>
    private static async Task<JsonDocument> ReadAsync(HttpContext context, params string[] known)
    {
        try
        {
            var document = await CloudflareBody.ReadAsync(context, MaxBody);
            var unknown = document.RootElement.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
            if (unknown is null || known.Length == 0)
                return document;
            document.Dispose();
            throw ApiError.BadRequest($"'{unknown}' is not a member. The members are {string.Join(", ", known)}.");
        }
        catch (CloudflareError error)
        {
            throw new ApiError(error.Status, error.Message);
        }
    }
}
