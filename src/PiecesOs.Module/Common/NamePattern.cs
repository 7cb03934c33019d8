using System.Collections.Generic;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>A name or wildcard pattern that was asked for, and whether anything had it.</summary>
internal sealed class NamePattern(string text)
{
    private readonly WildcardPattern _pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

    public string Text { get; } = text;

    /// <summary>Whether it names one thing, so that not finding it is an error.</summary>
    public bool IsLiteral { get; } = !WildcardPattern.ContainsWildcardCharacters(text);

    public bool HasMatched { get; private set; }

    /// <summary>Whether any of the patterns fits; each that does remembers it.</summary>
    public static bool AnyMatches(IReadOnlyList<NamePattern> patterns, string? name)
    {
        var any = false;
        foreach (var pattern in patterns)
        {
            if (!pattern._pattern.IsMatch(name ?? string.Empty))
                continue;
            pattern.HasMatched = true;
            any = true;
        }

        return any;
    }
}
