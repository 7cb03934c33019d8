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

    /// <summary>Whether it identifies a single name, so that it is an error if nothing matches.</summary>
    public bool IsLiteral { get; }

    public bool HasMatched { get; private set; }

    /// <summary>Whether any of the patterns matches. Each matching pattern is marked as matched.</summary>
    public static bool AnyMatches(IReadOnlyList<NamePattern> patterns, string? name)
    {
        var any = false;
        foreach (var pattern in patterns)
        {
            if (!pattern.IsMatch(name ?? string.Empty))
                continue;
            pattern.HasMatched = true;
            any = true;
        }

        return any;
    }

    /// <summary>Whether the text is this name or matches this pattern.</summary>
    public bool IsMatch(string name) => string.Equals(name, Text, StringComparison.OrdinalIgnoreCase) || _pattern?.IsMatch(name) == true;

    /// <summary>Returns <see langword="null"/> for an invalid pattern, such as one with an unclosed bracket.</summary>
    private static OrdinalWildcard? Read(string text)
    {
        try
        {
            WildcardPattern.Get(text, WildcardOptions.None).IsMatch(string.Empty); // PowerShell parses the pattern only when it is used.
            return new OrdinalWildcard(text);
        }
        catch (Exception e) when (e is WildcardPatternException or ArgumentException)
        {
            // PowerShell converts brackets to a regular expression, which can be invalid.
            return null;
        }
    }
}
