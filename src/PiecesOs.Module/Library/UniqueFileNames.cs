namespace PiecesOs.Module;

/// <summary>Keeps the files of one run apart, also where upper and lower case are the same file: the second of a name gets <c> (2)</c>.</summary>
internal sealed class UniqueFileNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _lastNumbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name, or the first numbered one that is free.</summary>
    public string Take(SafeFileName name)
    {
        var plain = name.ToString();
        var candidate = plain;
        if (!_lastNumbers.TryGetValue(plain, out var number))
            number = 1;
        while (!_taken.Add(candidate))
            candidate = name.With(FormattableString.Invariant($" ({++number})"));
        _lastNumbers[plain] = number;
        return candidate;
    }
}
