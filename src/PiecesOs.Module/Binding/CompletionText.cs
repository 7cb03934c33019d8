namespace PiecesOs.Module;

/// <summary>Creates completion results that can be inserted without changes.</summary>
internal static class CompletionText
{
    private const string SpecialCharacters = " '\"`$;,|&(){}<>@#";

    /// <summary>What the user has typed so far, without quotes.</summary>
    public static string Typed(string? wordToComplete) => (wordToComplete ?? string.Empty).Trim('\'', '"');

    /// <summary>Whether a text starts with what was typed, literally or as a pattern.</summary>
    public static bool IsMatch(string? text, string typed) =>
        text is not null && (text.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || new NamePattern(typed + "*").IsMatch(text));

    /// <summary>Creates a completion result, or returns null for text that cannot be typed (control characters).</summary>
    public static CompletionResult? Create(string text, string shown, string toolTip)
    {
        if (text.Length == 0 || text.Any(char.IsControl))
            return null;
        shown = DisplayText.Safe(shown);
        toolTip = DisplayText.Safe(toolTip);
        return new CompletionResult(
            Quote(text), shown.Length > 0 ? shown : text, CompletionResultType.ParameterValue, toolTip.Length > 0 ? toolTip : text);
    }

    private static string Quote(string text)
    {
        var needsQuotes = text.Any(static character => SpecialCharacters.IndexOf(character) >= 0 || char.IsWhiteSpace(character) || IsSmartQuote(character))
            || text[0] is '-' or '[' or '%' or '?';
        if (!needsQuotes)
            return text;

        // PowerShell accepts typographic quotes as quotes, so they are doubled like straight ones.
        return "'" + string.Concat(text.Select(static character =>
            character == '\'' || IsSmartQuote(character) ? new string(character, 2) : character.ToString())) + "'";
    }

    private static bool IsSmartQuote(char character) => character is >= '\u2018' and <= '\u201B';
}
