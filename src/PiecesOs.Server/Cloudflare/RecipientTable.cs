using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The recipients of shares. An account that is added again is the same recipient again.</summary>
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
    public static PageResult<RecipientRecord> List(DatabaseSession session, ShareRecord share, string account, long now, PageRequest? page)
    {
        var visible = VisibleAccount(share, account);
        var total = (long)session.Scalar(
            "SELECT count(*) FROM cloudflare_recipients r WHERE r.share = $1 AND ($2 IS NULL OR r.account = $2) AND r.appears <= $3", share.Id, visible, now)!;
        var items = Read(
            session, "WHERE r.share = $2 AND ($3 IS NULL OR r.account = $3) AND r.appears <= $1 ORDER BY r.seq LIMIT $4 OFFSET $5",
            now, share.Id, visible, page?.Size ?? -1, page?.Offset ?? 0);
        return new PageResult<RecipientRecord>(items, total);
    }

    /// <summary>One recipient of the share; 404 for any other.</summary>
    public static RecipientRecord Find(DatabaseSession session, ShareRecord share, string account, string id, long now)
    {
        var found = Read(
            session, "WHERE r.share = $2 AND ($3 IS NULL OR r.account = $3) AND r.id = $4 AND r.appears <= $1", now, share.Id, VisibleAccount(share, account), id);
        return found.Count == 1 ? found[0] : throw CloudflareError.NotFound("Share recipient");
    }

    /// <summary>How many recipients have each status.</summary>
    public static IReadOnlyDictionary<string, int> Counts(DatabaseSession session, string share, long now) =>
        Read(session, "WHERE r.share = $2 AND r.appears <= $1", now, share)
            .GroupBy(recipient => recipient.Status, StringComparer.Ordinal)
            .ToDictionary(status => status.Key, status => status.Count(), StringComparer.Ordinal);

    /// <summary>The accounts that are recipients after all changes, visible or not.</summary>
    public static IReadOnlyList<string> Accounts(DatabaseSession session, string share) =>
        [.. Read(session, "WHERE r.share = $2 AND NOT r.leaving ORDER BY r.seq", 0L, share).Select(recipient => recipient.Account)];

    /// <summary>Whether an account is one of them.</summary>
    public static bool Contains(DatabaseSession session, string share, string account) =>
        session.Scalar("SELECT 1 FROM cloudflare_recipients WHERE share = $1 AND account = $2 AND NOT leaving", share, account) is not null;

    /// <summary>Adds an account as recipient, or again one that left, and returns its ID. A new one appears when the change becomes visible.</summary>
    public static string Add(DatabaseSession session, string share, string account, ChangeTimes times)
    {
        AccountTable.EnsureExists(session, account);
        return (string)session.Scalar(
            """
            INSERT INTO cloudflare_recipients(id, share, account, created, modified, appears, shows, settles) VALUES($1, $2, $3, $4, $4, $5, 0, $6)
            ON CONFLICT(share, account) DO UPDATE SET leaving = 0, modified = $4, shows = $5, settles = $6 RETURNING id
            """,
            ShareTable.NewId(), share, account, times.Now, times.VisibleAt, times.DoneAt)!;
    }

    /// <summary>Adds an organization to a share. Its recipients are the accounts that are known as members of it.</summary>
    public static void AddOrganization(DatabaseSession session, string share, string organization, ChangeTimes times)
    {
        session.Execute("INSERT OR IGNORE INTO cloudflare_share_organizations(share, organization) VALUES($1, $2)", share, organization);
        AddMembers(session, organization, times);
    }

    /// <summary>Adds the members of an organization to the shares that go to it and do not exclude them.</summary>
    public static void AddMembers(DatabaseSession session, string organization, ChangeTimes times) =>
        session.Execute(
            """
            INSERT INTO cloudflare_recipients(id, share, account, created, modified, appears, shows, settles)
            SELECT lower(hex(randomblob(16))), o.share, a.id, $2, $2, $3, 0, $4
            FROM cloudflare_share_organizations o JOIN cloudflare_shares s ON s.id = o.share AND s.ends IS NULL
            JOIN cloudflare_accounts a ON a.organization = o.organization AND a.id <> s.account
            WHERE o.organization = $1 AND NOT EXISTS(SELECT 1 FROM cloudflare_excluded_recipients e WHERE e.share = o.share AND e.account = a.id) ORDER BY a.id
            ON CONFLICT(share, account) DO NOTHING
            """,
            organization, times.Now, times.VisibleAt, times.DoneAt);

    /// <summary>Whether an account belongs to an organization that the share goes to. The account that shares does not count.</summary>
    public static bool IsMember(DatabaseSession session, string share, string account) =>
        session.Scalar(
            """
            SELECT 1 FROM cloudflare_share_organizations o JOIN cloudflare_shares s ON s.id = o.share
            JOIN cloudflare_accounts a ON a.organization = o.organization AND a.id <> s.account
            WHERE o.share = $1 AND a.id = $2
            """,
            share, account) is not null;

    /// <summary>Starts the removal of a recipient, unless it has started already.</summary>
    public static void Remove(DatabaseSession session, string share, string account, ChangeTimes times) =>
        session.Execute(
            "UPDATE cloudflare_recipients SET leaving = 1, modified = $3, shows = $4, settles = $5 WHERE share = $1 AND account = $2 AND NOT leaving",
            share, account, times.Now, times.VisibleAt, times.DoneAt);

    private static string? VisibleAccount(ShareRecord share, string account) => share.Kind == AllowedValues.Sent ? null : account;

    private static List<RecipientRecord> Read(DatabaseSession session, string where, params ReadOnlySpan<object?> values)
    {
        var found = new List<RecipientRecord>();
        using var rows = session.Query(Columns + where, values);
        while (rows.Read())
        {
            found.Add(new RecipientRecord(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetBoolean(5), rows.GetBoolean(6), rows.GetString(7),
                (long)values[0]!));
        }

        return found;
    }
}

/// <summary>One recipient of a share at the time of a request; <paramref name="Settled"/> when its last change is done.</summary>
internal sealed record RecipientRecord(string Id, string Share, string Account, long Created, long Modified, bool Leaving, bool Settled, string Status, long Now);

/// <summary>The state of one resource of a share for a recipient; without an error it has succeeded.</summary>
internal sealed record RecipientResource(string Resource, long Version, string Error, bool Terminal)
{
    /// <summary>
    /// The resources that have reached the recipient, each in the version it has. Whether one fails shows once the change had
    /// its time. What was mended stays on the record as an old error until a later change is done.
    /// </summary>
    public static List<RecipientResource> Of(DatabaseSession session, RecipientRecord recipient)
    {
        var found = new List<RecipientResource>();
        using var rows = session.Query(
            """
            SELECT * FROM (
              SELECT x.resource, iif(x.follows > $5, x.version - 1, x.version) AS version, COALESCE(f.error, ''), COALESCE(f.terminal, 0), x.seq AS seq
              FROM cloudflare_resources x
              LEFT JOIN cloudflare_failures f ON f.seq = (
                SELECT min(g.seq) FROM cloudflare_failures g
                WHERE g.recipient IN ($2, $3) AND (g.resource IS NULL OR g.resource IN (x.id, x.resource))
                  AND iif(g.mended IS NULL, $4, $7 <= g.mended AND ($6 <= g.mended OR NOT $4)))
              WHERE x.share = $1 AND x.ends IS NULL)
            WHERE version > 0 ORDER BY seq
            """,
            recipient.Share, recipient.Id, recipient.Account, recipient.Settled, recipient.Now, recipient.Modified, recipient.Created);
        while (rows.Read())
            found.Add(new RecipientResource(rows.GetString(0), rows.GetInt64(1), rows.GetString(2), rows.GetBoolean(3)));
        return found;
    }
}
