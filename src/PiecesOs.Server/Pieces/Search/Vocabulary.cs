using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Pieces.Search;

/// <summary>
/// All words that occur, to find corrections of a mistyped one: candidates share trigrams with it,
/// edit distance decides. Kept in the database; only words never seen before are written.
/// </summary>
internal sealed class Vocabulary
{
    private const int MinLength = 3;
    private const int MaxLength = 40;
    private const int MaxWords = 250_000;
    private const int MaxCompared = 400;
    private readonly object _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal); // Known, but rolled back in the database.
    private readonly Dictionary<ulong, List<int>> _trigrams = [];

    /// <summary>Adds the words of the database.</summary>
    public void Load(DatabaseSession session)
    {
        using var rows = session.Query("SELECT word FROM words");
        while (rows.Read())
            Add(rows.GetString(0));
    }

    /// <summary>Removes all words.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _known.Clear();
            _words.Clear();
            _lost.Clear();
            _trigrams.Clear();
        }
    }

    /// <summary>Adds the words of a text. If the transaction is rolled back, a later text with the words stores them.</summary>
    public void AddWords(DatabaseSession session, string text)
    {
        List<string>? added = null;
        foreach (var span in new WordEnumerator(text))
        {
            if (span.Length is < MinLength or > MaxLength || char.IsAsciiDigit(span[0]))
                continue;
            var word = span.ToString().ToLowerInvariant();
            if (!Add(word) && !IsLost(word))
                continue;
            if (added is null)
            {
                added = [];
                session.OnRollBack(() => Lose(added));
            }

            added.Add(word);
            session.Execute("INSERT OR IGNORE INTO words(word) VALUES($1)", word);
        }
    }

    /// <summary>Known words that are close to this one, the closest first, each with its similarity from 0 to 1.</summary>
    public List<(string Word, double Similarity)> FindSimilar(string word, double min, int max)
    {
        var lower = word.ToLowerInvariant();
        var found = new List<(string Word, double Similarity)>();
        lock (_lock)
        {
            foreach (var index in FindMostShared(lower))
            {
                var similarity = EditDistance.Similarity(lower, _words[index], min);
                if (similarity >= min)
                    found.Add((_words[index], similarity));
            }
        }

        return [.. found.OrderByDescending(near => near.Similarity).ThenBy(near => near.Word, StringComparer.Ordinal).Take(max)];
    }

    /// <summary>
    /// The words that share the most trigrams with this one. One edit changes three trigrams at most, so a similar word shares at least
    /// one, and there can be tens of thousands of those.
    /// </summary>
    private IEnumerable<int> FindMostShared(string word)
    {
        var counts = new byte[_words.Count];
        var sharing = new List<int>();
        byte most = 0;
        foreach (var trigram in Trigrams(word).Distinct())
        {
            foreach (var index in _trigrams.GetValueOrDefault(trigram, []))
            {
                if (counts[index]++ == 0)
                    sharing.Add(index);
                most = byte.Max(most, counts[index]);
            }
        }

        return Enumerable.Range(0, most).SelectMany(fewer => sharing.Where(index => counts[index] == most - fewer)).Take(MaxCompared);
    }

    private void Lose(List<string> words)
    {
        lock (_lock)
            _lost.UnionWith(words);
    }

    private bool IsLost(string word)
    {
        lock (_lock)
            return _lost.Remove(word);
    }

    private bool Add(string word)
    {
        lock (_lock)
        {
            if (_words.Count >= MaxWords || !_known.Add(word))
                return false;
            foreach (var trigram in Trigrams(word).Distinct())
            {
                if (!_trigrams.TryGetValue(trigram, out var list))
                    _trigrams.Add(trigram, list = []);
                list.Add(_words.Count);
            }

            _words.Add(word);
            return true;
        }
    }

    /// <summary>The trigrams of a word with a blank at both ends, so that its beginning counts.</summary>
    private static IEnumerable<ulong> Trigrams(string word)
    {
        var (first, second) = (' ', word[0]);
        for (var i = 1; i <= word.Length; i++)
        {
            var third = i < word.Length ? word[i] : ' ';
            yield return ((ulong)first << 32) | ((ulong)second << 16) | third;
            (first, second) = (second, third);
        }
    }
}

/// <summary>The edit distance of two words (Damerau-Levenshtein), in which a swap of neighbors counts once.</summary>
internal static class EditDistance
{
    /// <summary>1 for equal words, 0 for words with nothing in common; 0 also for anything below <paramref name="min"/>.</summary>
    public static double Similarity(string left, string right, double min)
    {
        var longest = int.Max(left.Length, right.Length);
        if (longest == 0)
            return 1;
        var max = (int)Math.Floor(((1 - min) * longest) + 1e-9);
        if (int.Abs(left.Length - right.Length) > max)
            return 0;
        var distance = Between(left, right);
        return distance > max ? 0 : 1 - ((double)distance / longest);
    }

    private static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var width = right.Length + 1;
        Span<int> before = stackalloc int[width];
        Span<int> last = stackalloc int[width];
        Span<int> row = stackalloc int[width];
        for (var j = 0; j < width; j++)
            last[j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = int.Min(int.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = int.Min(row[j], before[j - 2] + 1);
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[right.Length];
    }
}
