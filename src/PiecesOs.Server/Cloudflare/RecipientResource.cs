using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>How one resource of a share does at a recipient; without an error all is well.</summary>
internal sealed record RecipientResource(string Resource, long Version, string Error, bool Terminal)
{
    /// <summary>
    /// The resources that have reached the recipient, each in the version it has. Whether one fails shows once the change had
    /// its time. What was mended stays on the record as an old error until a later change is done.
    /// </summary>
    public static List<RecipientResource> Of(DatabaseSession session, SharedRecipient recipient)
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
