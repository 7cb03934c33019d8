namespace PiecesOs.Module;

/// <summary>Keeps the file names of one run unique, ignoring case: the second file with a name gets <c> (2)</c>.</summary>
internal sealed class UniqueFileNames
{
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _lastNumbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name, or the first numbered name that is not in use.</summary>
    public string GetUnique(SafeFileName name)
    {
        var plain = name.ToString();
        var candidate = plain;
        if (!_lastNumbers.TryGetValue(plain, out var number))
            number = 1;
        while (!_used.Add(candidate))
            candidate = name.With(FormattableString.Invariant($" ({++number})"));
        _lastNumbers[plain] = number;
        return candidate;
    }
}
