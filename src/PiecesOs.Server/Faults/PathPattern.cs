namespace PiecesOs.Server.Faults;

/// <summary>The paths of faults: a beginning, a pattern with <c>*</c> for anything, or with <c>$</c> at the end the exact path.</summary>
internal static class PathPattern
{
    public static bool Matches(string pattern, string path)
    {
        if (pattern.EndsWith('$'))
            return Glob(pattern.AsSpan(..^1), path);
        return pattern.Contains('*', StringComparison.Ordinal) ? Glob(pattern, path) : path.StartsWith(pattern, StringComparison.Ordinal);
    }

    private static bool Glob(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        // The last star is the only one to come back to: what stood before it matched already.
        var (star, resume) = (-1, 0);
        var (p, i) = (0, 0);
        while (i < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, i);
            }
            else if (p < pattern.Length && pattern[p] == path[i])
            {
                p++;
                i++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                i = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }
}
