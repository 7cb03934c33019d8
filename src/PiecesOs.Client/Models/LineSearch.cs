namespace PiecesOs.Client;

/// <summary>Finds the line of a text that matches a search best, as a person would look for it.</summary>
internal static class LineSearch
{
    /// <summary>
    /// The first line that contains the first of the queries of which any word occurs; else the line with most of its words.
    /// Matching ignores case.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="queries">What was searched for.</param>
    /// <returns>The line and its number, from 1; <see langword="null"/> if no word occurs.</returns>
    public static (string Line, int Number)? Find(string text, IEnumerable<string> queries) =>
        queries.Select(query => FindOne(text, query)).FirstOrDefault(static found => found is not null);

    private static (string Line, int Number)? FindOne(string text, string query)
    {
        var words = query.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var whole = query.Trim();
        if (words.Length == 0)
            return null;

        using var reader = new StringReader(text);
        (string Line, int Number)? best = null;
        var bestCount = 0;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (Has(line, whole))
                return (line, number);
            var count = words.Count(word => Has(line, word));
            if (count > bestCount)
                (best, bestCount) = ((line, number), count);
        }

        return best;
    }

    private static bool Has(string line, string word) => line.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
