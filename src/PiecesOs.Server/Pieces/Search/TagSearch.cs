using System.Globalization;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Search;

/// <summary>The <c>searchable_tags</c> of GET /assets/search: assets with any of the tags, those with the most first.</summary>
internal static class TagSearch
{
    /// <summary>The tags of a comma-separated list.</summary>
    public static IReadOnlyList<string> Split(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(50)];

    public static List<SearchHit> Find(DatabaseSession session, IReadOnlyList<string> tags, SqlCondition condition)
    {
        var hits = new List<SearchHit>();
        if (tags.Count == 0)
            return hits;
        using var rows = session.Query(
            $"""
            SELECT a.seq, count(*) AS matched FROM tags t JOIN assets a ON a.seq = t.asset WHERE t.text IN ({Placeholders(tags.Count)}) AND {condition.Sql}
            GROUP BY a.seq ORDER BY matched DESC, a.seq DESC LIMIT {AssetSearch.MaxHits.ToString(CultureInfo.InvariantCulture)}
            """,
            [.. tags, .. condition.Values]);
        while (rows.Read())
            hits.Add(new SearchHit(rows.GetInt64(0), true, (double)rows.GetInt64(1) / tags.Count, "TAGS"));
        return hits;
    }

    /// <summary>Narrows a condition to assets with any of the tags.</summary>
    public static void Narrow(SqlCondition condition, IReadOnlyList<string> tags) =>
        condition.And($"EXISTS(SELECT 1 FROM tags t WHERE t.asset = a.seq AND t.text IN ({Placeholders(tags.Count)}))", tags);

    private static string Placeholders(int count) => string.Join(", ", Enumerable.Repeat("?", count));
}
