using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Cloudflare;

/// <summary>Finds shares by scope and filter.</summary>
internal sealed class ShareQuery
{
    private readonly SqlParameters _values = new();
    private readonly ShareFilter _filter;
    private readonly string _now;
    private readonly string _kind;
    private readonly string _visible;
    private readonly string _where;

    public ShareQuery(ShareScope scope, ShareFilter filter, long now)
    {
        _filter = filter;
        _now = _values.Add(now);
        var sent = scope.Sent(_values);
        _kind = $"iif({sent}, '{AllowedValues.Sent}', '{AllowedValues.Received}')";
        var received = scope.Received(_values, _now);
        _visible = $"({sent} OR {received})";
        _where = string.Join(" AND ", Conditions(sent, received));
    }

    /// <summary>The status of a share or resource, which follows from its end.</summary>
    public static string Status(string table, string now) =>
        $"CASE WHEN {table}.ends IS NULL OR {table}.shows > {now} THEN 'active' WHEN {table}.ends > {now} THEN 'deleting' ELSE 'deleted' END";

    public PageResult<ShareRecord> Read(DatabaseSession session, PageRequest? page)
    {
        const string From = "FROM cloudflare_shares s JOIN cloudflare_accounts a ON a.id = s.account";
        var total = (long)session.Scalar($"SELECT count(*) {From} WHERE {_visible}", _values.ToArray())!;
        var direction = _filter.Descending ? "DESC" : "ASC";
        var order = _filter.ByName ? "s.name" : "s.created";
        var sql = $"""
            SELECT s.id, s.account, a.name, a.organization, s.name, s.target, {_kind}, s.created, s.modified, {Status("s", _now)}
            {From} WHERE {_where} ORDER BY {order} {direction}, s.seq {direction}
            LIMIT {_values.Add(page?.Size ?? -1)} OFFSET {_values.Add(page?.Offset ?? 0)}
            """;
        var items = new List<ShareRecord>();
        using var rows = session.Query(sql, _values.ToArray());
        while (rows.Read())
        {
            items.Add(new ShareRecord(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5), rows.GetString(6),
                rows.GetInt64(7), rows.GetInt64(8), rows.GetString(9)));
        }

        return new PageResult<ShareRecord>(items, total);
    }

    private IEnumerable<string> Conditions(string sent, string received)
    {
        yield return _filter.Kind switch
        {
            AllowedValues.Sent => sent,
            AllowedValues.Received => $"NOT ({sent}) AND {received}",
            _ => _visible,
        };
        if (_filter.Id is { } id)
            yield return $"s.id = {_values.Add(id)}";
        if (_filter.Status is { } status)
            yield return $"{Status("s", _now)} = {_values.Add(status)}";
        if (_filter.TargetType is { } target)
            yield return $"s.target = {_values.Add(target)}";
        if (_filter.ResourceTypes.Count > 0)
        {
            // Resources that were deleted before the share no longer count.
            var types = string.Join(", ", _filter.ResourceTypes.Select(type => _values.Add(type)));
            yield return $"EXISTS(SELECT 1 FROM cloudflare_resources x WHERE x.share = s.id AND x.ends IS s.ends AND x.type IN ({types}))";
        }

        foreach (var tag in _filter.Tags)
            yield return $"EXISTS(SELECT 1 FROM cloudflare_tags g WHERE g.share = s.id AND {TagCondition(tag)})";
    }

    private string TagCondition(string tag)
    {
        var equals = tag.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? $"g.name = {_values.Add(tag)}" : $"g.name = {_values.Add(tag[..equals])} AND g.value = {_values.Add(tag[(equals + 1)..])}";
    }
}
