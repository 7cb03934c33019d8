using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The recipients of shares. An account is a recipient of a share once: who is added again is the same one again.</summary>
internal static class RecipientTable
{
    // Until a change shows, the status is that of before. A recipient that a resource fails for is not done, however long it
    // takes. $1 is the time of the request.
    private const string Status = """
        CASE WHEN r.shows > $1 THEN iif(r.leaving, 'associated', 'disassociated')
        WHEN r.settles > $1 OR EXISTS(
          SELECT 1 FROM cloudflare_failures f JOIN cloudflare_resources x
            ON x.share = r.share AND x.ends IS NULL AND (f.resource IS NULL OR f.resource IN (x.id, x.resource))
          WHERE f.recipient IN (r.id, r.account) AND f.mended IS NULL)
        THEN iif(r.leaving, 'disassociating', 'associating') ELSE iif(r.leaving, 'disassociated', 'associated') END
        """;

    private const string Columns = $"SELECT r.id, r.share, r.account, r.created, r.modified, r.leaving, r.settles <= $1, {Status} FROM cloudflare_recipients r ";

    /// <summary>The recipients that the account may see: of a share it received only itself.</summary>
    public static Listing<SharedRecipient> List(DatabaseSession session, SharedItem share, string account, long now, Page? page)
    {
        var sees = Sees(share, account);
        var total = (long)session.Scalar(
            "SELECT count(*) FROM cloudflare_recipients r WHERE r.share = $1 AND ($2 IS NULL OR r.account = $2) AND r.appears <= $3", share.Id, sees, now)!;
        var items = Read(
            session, "WHERE r.share = $2 AND ($3 IS NULL OR r.account = $3) AND r.appears <= $1 ORDER BY r.seq LIMIT $4 OFFSET $5",
            now, share.Id, sees, page?.Size ?? -1, page?.Offset ?? 0);
        return new Listing<SharedRecipient>(items, total);
    }

    /// <summary>One recipient of the share; 404 for any other.</summary>
    public static SharedRecipient Find(DatabaseSession session, SharedItem share, string account, string id, long now)
    {
        var found = Read(
            session, "WHERE r.share = $2 AND ($3 IS NULL OR r.account = $3) AND r.id = $4 AND r.appears <= $1", now, share.Id, Sees(share, account), id);
        return found.Count == 1 ? found[0] : throw CloudflareError.NotFound("Share recipient");
    }

    /// <summary>How many recipients have each status.</summary>
    public static IReadOnlyDictionary<string, int> Counts(DatabaseSession session, string share, long now) =>
        Read(session, "WHERE r.share = $2 AND r.appears <= $1", now, share)
            .GroupBy(recipient => recipient.Status, StringComparer.Ordinal)
            .ToDictionary(status => status.Key, status => status.Count(), StringComparer.Ordinal);

    /// <summary>Those that are wanted as recipients, whatever shows of it.</summary>
    public static IReadOnlyList<string> Accounts(DatabaseSession session, string share) =>
        [.. Read(session, "WHERE r.share = $2 AND NOT r.leaving ORDER BY r.seq", 0L, share).Select(recipient => recipient.Account)];

    /// <summary>Adds an account as recipient, or takes one back that left, and answers its id. A new one appears when the change shows.</summary>
    public static string Join(DatabaseSession session, string share, string account, Moment moment)
    {
        AccountTable.See(session, account);
        return (string)session.Scalar(
            """
            INSERT INTO cloudflare_recipients(id, share, account, created, modified, appears, shows, settles) VALUES($1, $2, $3, $4, $4, $5, 0, $6)
            ON CONFLICT(share, account) DO UPDATE SET leaving = 0, modified = $4, shows = $5, settles = $6 RETURNING id
            """,
            ShareTable.NewId(), share, account, moment.Now, moment.Shows, moment.Done)!;
    }

    /// <summary>Makes a share go to an organization. Its recipients are derived from the accounts that are known as members of it.</summary>
    public static void JoinOrganization(DatabaseSession session, string share, string organization, Moment moment)
    {
        session.Execute("INSERT OR IGNORE INTO cloudflare_share_organizations(share, organization) VALUES($1, $2)", share, organization);
        Derive(session, organization, moment);
    }

    /// <summary>Adds the members of an organization to the shares that go to it.</summary>
    public static void Derive(DatabaseSession session, string organization, Moment moment) =>
        session.Execute(
            """
            INSERT INTO cloudflare_recipients(id, share, account, created, modified, appears, shows, settles)
            SELECT lower(hex(randomblob(16))), o.share, a.id, $2, $2, $3, 0, $4
            FROM cloudflare_share_organizations o JOIN cloudflare_shares s ON s.id = o.share AND s.ends IS NULL
            JOIN cloudflare_accounts a ON a.organization = o.organization AND a.id <> s.account
            WHERE o.organization = $1 ORDER BY a.id
            ON CONFLICT(share, account) DO NOTHING
            """,
            organization, moment.Now, moment.Shows, moment.Done);

    /// <summary>Starts the leaving of a recipient; one that already leaves goes on as it does.</summary>
    public static void Leave(DatabaseSession session, string share, string account, Moment moment) =>
        session.Execute(
            "UPDATE cloudflare_recipients SET leaving = 1, modified = $3, shows = $4, settles = $5 WHERE share = $1 AND account = $2 AND NOT leaving",
            share, account, moment.Now, moment.Shows, moment.Done);

    private static string? Sees(SharedItem share, string account) => share.Kind == SharingWords.Sent ? null : account;

    private static List<SharedRecipient> Read(DatabaseSession session, string where, params ReadOnlySpan<object?> values)
    {
        var found = new List<SharedRecipient>();
        using var rows = session.Query(Columns + where, values);
        while (rows.Read())
        {
            found.Add(new SharedRecipient(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetBoolean(5), rows.GetBoolean(6), rows.GetString(7),
                (long)values[0]!));
        }

        return found;
    }
}
