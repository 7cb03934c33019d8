using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The accounts that shares for organizations skip. A change here also changes who the recipients of the share are.</summary>
internal static class ExcludedRecipientTable
{
    private const string Columns = "SELECT e.id, e.account, e.created, e.modified FROM cloudflare_excluded_recipients e ";

    public static PageResult<ExcludedRecipientRecord> List(DatabaseSession session, string share, PageRequest? page)
    {
        var total = (long)session.Scalar("SELECT count(*) FROM cloudflare_excluded_recipients WHERE share = $1", share)!;
        var items = Read(session, "WHERE e.share = $1 ORDER BY e.seq LIMIT $2 OFFSET $3", share, page?.Size ?? -1, page?.Offset ?? 0);
        return new PageResult<ExcludedRecipientRecord>(items, total);
    }

    /// <summary>One excluded account of the share; 404 for any other.</summary>
    public static ExcludedRecipientRecord Find(DatabaseSession session, string share, string id)
    {
        var found = Read(session, "WHERE e.share = $1 AND e.id = $2", share, id);
        return found.Count == 1 ? found[0] : throw CloudflareError.NotFound("Excluded recipient");
    }

    /// <summary>Whether the share skips the account.</summary>
    public static bool Contains(DatabaseSession session, string share, string account) =>
        session.Scalar("SELECT 1 FROM cloudflare_excluded_recipients WHERE share = $1 AND account = $2", share, account) is not null;

    /// <summary>Excludes an account and returns the ID of the exclusion. If the account is a recipient, it starts to leave.</summary>
    public static string Add(DatabaseSession session, string share, string account, ChangeTimes times)
    {
        AccountTable.EnsureExists(session, account);
        var id = ShareTable.NewId();
        session.Execute(
            "INSERT INTO cloudflare_excluded_recipients(id, share, account, created, modified) VALUES($1, $2, $3, $4, $4)", id, share, account, times.Now);
        RecipientTable.Remove(session, share, account, times);
        return id;
    }

    /// <summary>Ends an exclusion. If the account is a member of the organization, it starts to be a recipient again.</summary>
    public static void Remove(DatabaseSession session, string share, string account, ChangeTimes times)
    {
        session.Execute("DELETE FROM cloudflare_excluded_recipients WHERE share = $1 AND account = $2", share, account);
        if (RecipientTable.IsMember(session, share, account))
            RecipientTable.Add(session, share, account, times);
    }

    private static List<ExcludedRecipientRecord> Read(DatabaseSession session, string where, params ReadOnlySpan<object?> values)
    {
        var found = new List<ExcludedRecipientRecord>();
        using var rows = session.Query(Columns + where, values);
        while (rows.Read())
            found.Add(new ExcludedRecipientRecord(rows.GetString(0), rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3)));
        return found;
    }
}

/// <summary>An account that a share skips.</summary>
internal sealed record ExcludedRecipientRecord(string Id, string Account, long Created, long Modified);
