using PiecesOs.Server.Http;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>One stored share.</summary>
internal sealed record ShareRow(string Id, string Short, ShareState State, byte[] Document)
{
    private const string Columns = "SELECT s.id, s.short, s.state, s.document FROM shares s ";

    /// <summary>The share; 404 if it never existed, 410 if it is revoked or deleted.</summary>
    public static ShareRow Require(DatabaseSession session, string id)
    {
        var rows = Read(session, Columns + "WHERE s.id = $1", id);
        if (rows.Count == 0)
            throw ApiError.NotFound($"Share not found: {id}");
        return rows[0].State switch
        {
            ShareState.Revoked => throw ApiError.Gone($"Share was revoked: {id}"),
            ShareState.Deleted => throw ApiError.Gone($"Share no longer exists and is Gone: {id}"),
            _ => rows[0],
        };
    }

    /// <summary>The share in any state; null if it never existed.</summary>
    public static ShareRow? Find(DatabaseSession session, string id)
    {
        var rows = Read(session, Columns + "WHERE s.id = $1 COLLATE NOCASE", id);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>All open shares in the order of creation.</summary>
    public static List<ShareRow> All(DatabaseSession session) => Read(session, Columns + "WHERE s.state = 0 ORDER BY s.seq");

    /// <summary>The open shares of an asset.</summary>
    public static List<ShareRow> OfAsset(DatabaseSession session, string asset) =>
        Read(session, Columns + "JOIN share_assets l ON l.share = s.id WHERE l.asset = $1 AND s.state = 0 ORDER BY s.seq", asset);

    /// <summary>The newest share with a short code or name, open ones before others; null if there is none.</summary>
    public static ShareRow? FindByCode(DatabaseSession session, string code)
    {
        var rows = Read(session, Columns + "WHERE s.short = $1 COLLATE NOCASE ORDER BY s.state = 0 DESC, s.seq DESC LIMIT 1", code);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>The IDs of the assets in a share.</summary>
    public static List<string> Assets(DatabaseSession session, string share)
    {
        var ids = new List<string>();
        using var rows = session.Query("SELECT asset FROM share_assets WHERE share = $1 ORDER BY seq", share);
        while (rows.Read())
            ids.Add(rows.GetString(0));
        return ids;
    }

    private static List<ShareRow> Read(DatabaseSession session, string sql, params object?[] values)
    {
        var found = new List<ShareRow>();
        using var rows = session.Query(sql, values);
        while (rows.Read())
            found.Add(new ShareRow(rows.GetString(0), rows.GetString(1), (ShareState)rows.GetInt32(2), rows.GetFieldValue<byte[]>(3)));
        return found;
    }
}

/// <summary>Whether a share can still be opened.</summary>
internal enum ShareState
{
    Open = 0,
    Revoked = 1,
    Deleted = 2,
}
