namespace PiecesOs.Module;

/// <summary>What the user has typed so far, and which texts complete it. It is prepared once, because a library can have 100,000 names.</summary>
internal sealed class TypedText
{
    private static readonly char[] s_quotes = ['\'', '"', '\u2018', '\u2019', '\u201A', '\u201B', '\u201C', '\u201D', '\u201E'];
    private static readonly char[] s_patternCharacters = ['*', '?', '[', '`'];

    private readonly NamePattern? _pattern;

    /// <summary>Removes the quotes.</summary>
    public TypedText(string? wordToComplete)
    {
        Text = (wordToComplete ?? string.Empty).Trim(s_quotes);
        if (Text.IndexOfAny(s_patternCharacters) >= 0)
            _pattern = new NamePattern(Text + "*");
    }

    /// <summary>The text without quotes.</summary>
    public string Text { get; }

    /// <summary>Whether it can be a pattern, so that texts match that do not start with it.</summary>
    public bool CanBePattern => _pattern is not null;

    /// <summary>Whether a text starts with what was typed, literally or as a pattern.</summary>
    public bool IsMatch(string? text) => text is not null && (text.StartsWith(Text, StringComparison.OrdinalIgnoreCase) || _pattern?.IsMatch(text) == true);
}
