using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Finds and changes single shares.</summary>
internal static class ShareTable
{
    /// <summary>The share as the account sees it, sent or received; 404 for any other.</summary>
    public static ShareRecord Find(DatabaseSession session, string account, string id, long now) =>
        Find(session, account, new ShareFilter { Id = id }, now);

    /// <summary>A share that the account sent; it cannot change those it received.</summary>
    public static ShareRecord Own(DatabaseSession session, string account, string id, long now) =>
        Find(session, account, new ShareFilter { Id = id, Kind = AllowedValues.Sent }, now);

    /// <summary>The same, but not one that is being deleted.</summary>
    public static ShareRecord Active(DatabaseSession session, string account, string id, long now)
    {
        var share = Own(session, account, id, now);
        return Own(session, account, id, long.MaxValue).Status == "active" ? share : throw CloudflareError.Refused("The share is deleted, or about to be");
    }

    /// <summary>Adds a share and returns its ID.</summary>
    public static string Insert(DatabaseSession session, string account, string name, string target, long now, string? id = null)
    {
        AccountTable.EnsureExists(session, account);
        id ??= NewId();
        session.Execute(
            "INSERT INTO cloudflare_shares(id, account, name, target, created, modified) VALUES($1, $2, $3, $4, $5, $5)", id, account, name, target, now);
        return id;
    }

    public static void Rename(DatabaseSession session, string id, string name, long now) =>
        session.Execute("UPDATE cloudflare_shares SET name = $2, modified = $3 WHERE id = $1", id, name, now);

    /// <summary>Starts the deletion of a share, its resources and its recipients, unless it has started already.</summary>
    public static void End(DatabaseSession session, string id, ChangeTimes times)
    {
        if (session.Execute("UPDATE cloudflare_shares SET modified = $2, shows = $3, ends = $4 WHERE id = $1 AND ends IS NULL", id, times.Now, times.VisibleAt, times.DoneAt) == 0)
            return;
        session.Execute("UPDATE cloudflare_resources SET modified = $2, shows = $3, ends = $4 WHERE share = $1 AND ends IS NULL", id, times.Now, times.VisibleAt, times.DoneAt);
        session.Execute(
            "UPDATE cloudflare_recipients SET modified = $2, shows = $3, settles = $4, leaving = 1 WHERE share = $1 AND NOT leaving",
            id, times.Now, times.VisibleAt, times.DoneAt);
    }

    /// <summary>An ID as Cloudflare makes them: 32 hexadecimal digits.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N");

    private static ShareRecord Find(DatabaseSession session, string account, ShareFilter filter, long now)
    {
        var found = new ShareQuery(ShareScope.OfAccount(session, account), filter, now).Read(session, page: null).Items;
        return found.Count == 1 ? found[0] : throw CloudflareError.NotFound("Share");
    }
}

/// <summary>One share as an account or organization sees it at the time of a request.</summary>
internal sealed record ShareRecord(
    string Id, string Account, string AccountName, string Organization, string Name, string Target, string Kind, long Created, long Modified, string Status);
