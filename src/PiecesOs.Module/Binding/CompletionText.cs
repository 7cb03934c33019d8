using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>Creates completion results that can be inserted without changes.</summary>
internal static class CompletionText
{
    private const string SpecialCharacters = " '\"`$;,|&(){}<>@#";

    /// <summary>PowerShell reads these texts as numbers, and a name such as 007 would lose its zeros.</summary>
    private static readonly Regex s_number = new(
        @"^[+-]?(0x[0-9a-f]+|0b[01]+|([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?)(u?[ylsn]?|d)([kmgtp]b)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

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
        var needsQuotes = text.Any(static character => SpecialCharacters.IndexOf(character) >= 0 || char.IsWhiteSpace(character) || IsTypographicQuote(character))
            || text[0] is '-' or '\u2013' or '\u2014' or '\u2015' or '[' or '%' or '?'
            || s_number.IsMatch(text);
        if (!needsQuotes)
            return text;

        // PowerShell accepts typographic quotes as quotes, so single ones are doubled like the straight one.
        return "'" + string.Concat(text.Select(static character =>
            character is '\'' or (>= '\u2018' and <= '\u201B') ? new string(character, 2) : character.ToString())) + "'";
    }

    private static bool IsTypographicQuote(char character) => character is >= '\u2018' and <= '\u201E';
}
