using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>The resources of shares.</summary>
internal static class ResourceTable
{
    public static PageResult<ResourceRecord> List(DatabaseSession session, string share, long now, string? status = null, string? type = null, PageRequest? page = null)
    {
        var values = new SqlParameters();
        var at = values.Add(now);
        var where = $"FROM cloudflare_resources x WHERE x.share = {values.Add(share)}";
        // As described: the total ignores the filter.
        var total = (long)session.Scalar($"SELECT count(*) {where}", values.ToArray())!;
        if (status is not null)
            where += $" AND {ShareQuery.Status("x", at)} = {values.Add(status)}";
        if (type is not null)
            where += $" AND x.type = {values.Add(type)}";
        where += $" ORDER BY x.seq LIMIT {values.Add(page?.Size ?? -1)} OFFSET {values.Add(page?.Offset ?? 0)}";
        return new PageResult<ResourceRecord>(Read(session, at, where, values), total);
    }

    /// <summary>One resource of the share, by its own ID and not by that of what it shares; 404 for any other.</summary>
    public static ResourceRecord Find(DatabaseSession session, string share, string id, long now)
    {
        var values = new SqlParameters();
        var found = Read(session, values.Add(now), $"FROM cloudflare_resources x WHERE x.share = {values.Add(share)} AND x.id = {values.Add(id)}", values);
        return found.Count == 1 ? found[0] : throw CloudflareError.NotFound("Share resource");
    }

    /// <summary>Adds a resource and returns its ID.</summary>
    public static string Insert(DatabaseSession session, string share, ResourceRequest request, ChangeTimes times, string? id = null)
    {
        id ??= ShareTable.NewId();
        session.Execute(
            """
            INSERT INTO cloudflare_resources(id, share, resource, type, account, meta, version, created, modified, follows)
            VALUES($1, $2, $3, $4, $5, $6, 1, $7, $7, $8)
            """,
            id, share, request.Resource, request.Type, request.Account, request.Meta, times.Now, times.FollowedAt);
        return id;
    }

    public static void Update(DatabaseSession session, string id, string meta, ChangeTimes times) =>
        session.Execute(
            "UPDATE cloudflare_resources SET meta = $2, version = version + 1, modified = $3, follows = $4 WHERE id = $1", id, meta, times.Now, times.FollowedAt);

    /// <summary>Starts the deletion of a resource, unless it has started already.</summary>
    public static void End(DatabaseSession session, string id, ChangeTimes times) =>
        session.Execute("UPDATE cloudflare_resources SET modified = $2, shows = $3, ends = $4 WHERE id = $1 AND ends IS NULL", id, times.Now, times.VisibleAt, times.DoneAt);

    private static List<ResourceRecord> Read(DatabaseSession session, string now, string rest, SqlParameters values)
    {
        var found = new List<ResourceRecord>();
        using var rows = session.Query(
            $"SELECT x.id, x.resource, x.type, x.account, x.meta, x.version, x.created, x.modified, {ShareQuery.Status("x", now)} {rest}", values.ToArray());
        while (rows.Read())
        {
            found.Add(new ResourceRecord(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetInt64(5), rows.GetInt64(6),
                rows.GetInt64(7), rows.GetString(8)));
        }

        return found;
    }
}

/// <summary>One resource of a share at the time of a request.</summary>
internal sealed record ResourceRecord(
    string Id, string Resource, string Type, string Account, string Meta, long Version, long Created, long Modified, string Status);
