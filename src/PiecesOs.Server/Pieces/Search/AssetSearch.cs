using Microsoft.Data.Sqlite;
using PiecesOs.Server.Storage;
using SQLitePCL;

namespace PiecesOs.Server.Pieces.Search;

/// <summary>
/// The search behind GET and POST /assets/search. First what contains the query as it is: title, tags,
/// annotations, content, the newest first. Then, if that is not enough, what contains its words, or similar words.
/// Every step is bounded, so that a common word costs no more than a rare one.
/// </summary>
internal sealed class AssetSearch(Vocabulary vocabulary)
{
    /// <summary>The most assets that a query returns.</summary>
    public const int MaxHits = 100;

    private const int MinLength = 3;
    private const int EnoughHits = 10;
    private static readonly (string Column, string Match)[] TitleColumns = [("name", "TITLE"), ("tags", "TAGS"), ("annotations", "ANNOTATION")];

    /// <summary>Searches for the query among the assets that meet the condition.</summary>
    public List<SearchHit> Find(DatabaseSession session, string query, SqlCondition condition, bool casing = false)
    {
        var text = new string([.. query.Where(letter => !char.IsControl(letter))]).Trim();
        var hits = new SearchResults(MaxHits);
        if (text.Length == 0)
            return hits.Ranked();

        AddNamed(session, text, condition, hits);
        if (text.Length < MinLength)
        {
            AddShort(session, text, condition, hits);
        }
        else
        {
            foreach (var (column, match) in TitleColumns)
                AddExact(session, "titles", $"{{{column}}} : {Literal(text)}", match, condition, hits);
            AddExact(session, "bodies", Literal(text), "CONTENT", condition, hits);
        }

        if (casing)
            hits.RemoveExcept(hit => ContainsExactly(session, hit, text));
        if (!casing && hits.Count < MaxHits)
            AddFuzzy(session, text, condition, hits);
        return hits.Ranked();
    }

    /// <summary>Assets with exactly this name are first, regardless of their age.</summary>
    private static void AddNamed(DatabaseSession session, string text, SqlCondition condition, SearchResults hits)
    {
        using var rows = session.Query(
            $"SELECT a.seq FROM assets a WHERE a.name = ? COLLATE NOCASE AND {condition.Sql} ORDER BY a.seq DESC LIMIT {MaxHits}",
            [text, .. condition.Values]);
        while (rows.Read())
            hits.Add(new SearchHit(rows.GetInt64(0), true, 1, "TITLE"));
    }

    private static void AddExact(DatabaseSession session, string table, string expression, string match, SqlCondition condition, SearchResults hits)
    {
        if (hits.Count >= MaxHits)
            return;
        using var rows = Matching(session, "f.rowid", table, expression, condition);
        while (rows.Read())
            hits.Add(new SearchHit(rows.GetInt64(0), true, 1, match));
    }

    /// <summary>One or two letters have no trigram: the newest assets are scanned instead.</summary>
    private static void AddShort(DatabaseSession session, string text, SqlCondition condition, SearchResults hits)
    {
        using var rows = session.Query(
            $"""
            SELECT a.seq, t.name LIKE ? ESCAPE '\' FROM titles t JOIN assets a ON a.seq = t.rowid
            WHERE (t.name LIKE ? ESCAPE '\' OR t.tags LIKE ? ESCAPE '\') AND {condition.Sql} ORDER BY t.rowid DESC LIMIT {MaxHits}
            """,
            [Like(text), Like(text), Like(text), .. condition.Values]);
        while (rows.Read())
            hits.Add(new SearchHit(rows.GetInt64(0), true, 1, rows.GetInt64(1) > 0 ? "TITLE" : "TAGS"));
    }

    private void AddFuzzy(DatabaseSession session, string text, SqlCondition condition, SearchResults hits)
    {
        var exact = hits.Count;
        var words = new List<FuzzyWord>();
        foreach (var word in new WordEnumerator(text))
        {
            if (word.Length is >= MinLength and <= 40 && words.Count < 8)
                words.Add(new FuzzyWord(word.ToString(), vocabulary, exact > 0 ? 0.75 : 0.55));
        }

        if (words.Count == 0)
            return;
        if (words.Count > 1)
            AddScored(session, string.Join(" AND ", words.Select(word => Literal(word.Text))), words, condition, hits);
        if (hits.Count < EnoughHits)
            AddScored(session, string.Join(" AND ", words.Select(word => word.Expression)), words, condition, hits);
        if (hits.Count < EnoughHits && exact == 0 && words.Count > 1)
            AddScored(session, string.Join(" OR ", words.Select(word => word.Expression)), words, condition, hits);
    }

    private static void AddScored(DatabaseSession session, string expression, List<FuzzyWord> words, SqlCondition condition, SearchResults hits)
    {
        AddScored("titles", "f.name || char(10) || f.tags || char(10) || f.annotations", 0.95);
        AddScored("bodies", "f.content", 0.9);

        void AddScored(string table, string text, double weight)
        {
            using var rows = Matching(session, $"f.rowid, {text}", table, expression, condition);
            while (rows.Read())
                hits.Add(new SearchHit(rows.GetInt64(0), false, weight * FuzzyWord.Score(words, raw.sqlite3_column_blob(rows.Handle, 1)), "FUZZY"));
        }
    }

    private static SqliteDataReader Matching(DatabaseSession session, string columns, string table, string expression, SqlCondition condition) =>
        session.Query(
            $"SELECT {columns} FROM {table} f JOIN assets a ON a.seq = f.rowid WHERE f.{table} MATCH ? AND {condition.Sql} ORDER BY f.rowid DESC LIMIT {MaxHits}",
            [expression, .. condition.Values]);

    private static bool ContainsExactly(DatabaseSession session, SearchHit hit, string text) =>
        session.Scalar(
            """
            SELECT 1 FROM titles t LEFT JOIN bodies b ON b.rowid = t.rowid
            WHERE t.rowid = $1 AND (instr(t.name, $2) OR instr(t.tags, $2) OR instr(t.annotations, $2) OR instr(b.content, $2))
            """,
            hit.Sequence, text) is not null;

    /// <summary>An FTS5 string.</summary>
    public static string Literal(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A LIKE pattern that finds the text anywhere.</summary>
    public static string Like(string text) =>
        $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
