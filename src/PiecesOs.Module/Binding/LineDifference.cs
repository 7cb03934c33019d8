namespace PiecesOs.Module;

/// <summary>Counts the lines that differ between two texts.</summary>
internal static class LineDifference
{
    /// <summary>Longer texts are not compared line by line: every line between the first and the last difference counts.</summary>
    private const long MaxCells = 16_000_000;

    /// <summary>The number of lines that are only in the new text, and only in the old text.</summary>
    public static (int Added, int Removed) Count(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[old.Length - 1 - end] == now[now.Length - 1 - end])
            end++;
        var (removed, added) = (old.Length - start - end, now.Length - start - end);
        var common = (long)removed * added <= MaxCells ? CountCommon(old, now, start, removed, added) : 0;
        return (added - common, removed - common);
    }

    /// <summary>The length of the longest common subsequence of the lines in between.</summary>
    private static int CountCommon(string[] old, string[] now, int start, int removed, int added)
    {
        var (previous, current) = (new int[added + 1], new int[added + 1]);
        for (var i = 0; i < removed; i++)
        {
            for (var j = 0; j < added; j++)
                current[j + 1] = old[start + i] == now[start + j] ? previous[j] + 1 : Math.Max(previous[j + 1], current[j]);
            (previous, current) = (current, previous);
        }

        return previous[added];
    }
}
