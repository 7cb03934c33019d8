namespace PiecesOs.Server.Storage;

/// <summary>Checks a data file for damage.</summary>
internal static class DataFileCheck
{
    /// <summary>
    /// Checks every page, and in the full form also that indexes and the search index agree with the data. Returns the first problem,
    /// or null.
    /// </summary>
    public static string? Run(DatabaseSession session, bool full) =>
        full ? First(session, "PRAGMA integrity_check(1)") : TablesOf(session).Select(table => Quick(session, table)).FirstOrDefault(problem => problem is not null);

    /// <summary>Table by table, because the check of a whole file also rebuilds the search index to compare it.</summary>
    private static string? Quick(DatabaseSession session, string table) => First(session, "SELECT quick_check FROM pragma_quick_check($1)", table);

    private static List<string> TablesOf(DatabaseSession session)
    {
        using var rows = session.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0");
        var tables = new List<string>();
        while (rows.Read())
            tables.Add(rows.GetString(0));
        return tables;
    }

    private static string? First(DatabaseSession session, string sql, params ReadOnlySpan<object?> values) =>
        session.Scalar(sql, values) as string is { } result and not "ok" ? result : null;
}
