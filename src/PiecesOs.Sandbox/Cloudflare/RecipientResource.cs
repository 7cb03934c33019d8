using System.Collections.Generic;
using PiecesOs.Sandbox.Storage;

namespace PiecesOs.Sandbox.Cloudflare;

/// <summary>How one resource of a share does at a recipient; without an error all is well.</summary>
internal sealed record RecipientResource(string Resource, long Version, string Error, bool Terminal)
{
    /// <summary>All resources of the recipient's share. Whether one fails shows once the change had its time.</summary>
    public static List<RecipientResource> Of(DatabaseSession session, SharedRecipient recipient)
    {
        var found = new List<RecipientResource>();
        using var rows = session.Query(
            """
            SELECT x.resource, x.version, COALESCE(f.error, ''), COALESCE(f.terminal, 0) FROM cloudflare_resources x
            LEFT JOIN cloudflare_failures f ON $4 AND f.seq = (
              SELECT min(g.seq) FROM cloudflare_failures g
              WHERE g.recipient IN ($2, $3) AND (g.resource IS NULL OR g.resource IN (x.id, x.resource)))
            WHERE x.share = $1 AND x.ends IS NULL ORDER BY x.seq
            """,
            recipient.Share, recipient.Id, recipient.Account, recipient.Settled);
        while (rows.Read())
            found.Add(new RecipientResource(rows.GetString(0), rows.GetInt64(1), rows.GetString(2), rows.GetBoolean(3)));
        return found;
    }
}
