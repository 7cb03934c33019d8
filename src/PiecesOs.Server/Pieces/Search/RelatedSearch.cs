using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Search;

/// <summary>Finds assets that share tags and distinctive words with others: for related, recommended and the suggestions.</summary>
internal sealed class RelatedSearch
{
    private const int MaxHits = 10;
    private const int WordsPerAsset = 12;
    private const int PerWord = 200;

    /// <summary>The sequences of the assets most like these, without themselves, the closest first.</summary>
    public List<long> Find(DatabaseSession session, IReadOnlyList<string> ids)
    {
        var given = ids.Select(id => session.Scalar("SELECT seq FROM assets WHERE id = $1 AND deleted = 0", id)).OfType<long>().ToHashSet();
        var scores = new Dictionary<long, double>();
        foreach (var sequence in given)
        {
            foreach (var word in DistinctiveWords(session, sequence))
                Count(session, word, scores);
        }

        var others = scores.Where(pair => !given.Contains(pair.Key));
        return [.. others.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key).Take(MaxHits).Select(pair => pair.Key)];
    }

    /// <summary>Rare words count more: those that reach the limit are hardly distinctive.</summary>
    private static void Count(DatabaseSession session, string word, Dictionary<long, double> scores)
    {
        var found = new HashSet<long>();
        foreach (var table in (ReadOnlySpan<string>)["titles", "bodies"])
        {
            using var rows = session.Query(
                $"""
                SELECT f.rowid FROM {table} f JOIN assets a ON a.seq = f.rowid
                WHERE f.{table} MATCH ? AND a.deleted = 0 AND a.pseudo = 0 ORDER BY f.rowid DESC LIMIT {PerWord}
                """,
                AssetSearch.Literal(word));
            while (rows.Read())
                found.Add(rows.GetInt64(0));
        }

        foreach (var sequence in found)
            scores[sequence] = scores.GetValueOrDefault(sequence) + (1.0 / Math.Sqrt(found.Count));
    }

    /// <summary>The tags, and the longest words of name and content.</summary>
    private static IEnumerable<string> DistinctiveWords(DatabaseSession session, long sequence)
    {
        const string All = "SELECT t.name || ' ' || t.tags || ' ' || coalesce(b.content, '') FROM titles t LEFT JOIN bodies b ON b.rowid = t.rowid WHERE t.rowid = $1";
        var text = session.Scalar(All, sequence) as string ?? "";
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var span in new WordEnumerator(text))
        {
            if (span.Length is >= 4 and <= 40 && words.Count < 400)
                words.Add(span.ToString());
        }

        return words.OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal).Take(WordsPerAsset);
    }
}
