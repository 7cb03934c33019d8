namespace PiecesOs.Server.Pieces.Search;

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
