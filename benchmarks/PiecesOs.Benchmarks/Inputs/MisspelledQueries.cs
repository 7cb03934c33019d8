namespace PiecesOs.Benchmarks.Inputs;

/// <summary>Queries with typing errors: two words of a sample's name or text, each with one wrong letter.</summary>
internal static class MisspelledQueries
{
    private static readonly string[] s_titles =
    [
        "Retry backoff", "Read dictionaries", "Debounce limit", "Largest tables", "Disk usage", "Lines lazily", "Server timeout", "Count words",
        "Deployment region", "Small image", "Center archive", "Result type", "Group worker", "Page skeleton", "Editor settings", "Release checklist",
        "Services failed", "Undo commit", "Chunk message", "Meeting notes",
    ];

    private static readonly string[] s_words =
        ["customer", "invoice", "payload", "snapshot", "schedule", "deadline", "handler", "keyword", "manifest", "endpoint", "resource", "tracker"];

    /// <summary>The given number of queries, all different, and the same each time.</summary>
    public static IEnumerable<string> Make(int count) =>
        from number in Enumerable.Range(0, count)
        let title = s_titles[number % s_titles.Length].Split(' ')
        let word = s_words[number / s_titles.Length % s_words.Length]
        select $"{Misspell(title[number % 2], number)} {Misspell(word, number / 3)}";

    /// <summary>Swaps, removes, doubles or replaces a letter.</summary>
    private static string Misspell(string word, int number)
    {
        var place = 1 + (number % (word.Length - 2));
        return (number % 4) switch
        {
            0 => $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}",
            1 => word.Remove(place, 1),
            2 => word.Insert(place, word[place].ToString()),
            _ => $"{word[..place]}x{word[(place + 1)..]}",
        };
    }
}
