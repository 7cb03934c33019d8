namespace PiecesOs.Module;

/// <summary>A requested name or wildcard pattern, and whether anything matched it. A name always matches itself, even if it contains wildcard characters.</summary>
internal sealed class NamePattern
{
    private readonly OrdinalWildcard? _pattern;

    public NamePattern(string text)
    {
        Text = text;
        _pattern = Read(text);
        IsLiteral = _pattern is null || !WildcardPattern.ContainsWildcardCharacters(text);
    }

    public string Text { get; }

    /// <summary>Whether it names one thing, so that not finding it is an error.</summary>
    public bool IsLiteral { get; }

    public bool HasMatched { get; private set; }

    /// <summary>Whether any of the patterns fits; each that does remembers it.</summary>
    public static bool AnyMatches(IReadOnlyList<NamePattern> patterns, string? name)
    {
        var any = false;
        foreach (var pattern in patterns)
        {
            if (!pattern.Fits(name ?? string.Empty))
                continue;
            pattern.HasMatched = true;
            any = true;
        }

        return any;
    }

    /// <summary>Whether it is this name, or a pattern that fits it.</summary>
    public bool Fits(string name) => string.Equals(name, Text, StringComparison.OrdinalIgnoreCase) || _pattern?.IsMatch(name) == true;

    /// <summary><see langword="null"/> for text that is not a valid pattern, such as one with an unclosed bracket.</summary>
    private static OrdinalWildcard? Read(string text)
    {
        try
        {
            WildcardPattern.Get(text, WildcardOptions.None).IsMatch(string.Empty); // The engine reads it only now.
            return new OrdinalWildcard(text);
        }
        catch (Exception e) when (e is WildcardPatternException or ArgumentException)
        {
            // The engine makes an expression of brackets, which may be one that cannot be read.
            return null;
        }
    }
}
