using System.Text;

namespace RestCore;

/// <summary>Makes text from a server safe to show: control characters are visible and have no effect.</summary>
public static class VisibleText
{
    /// <summary>The text with each control or direction-changing character as a visible sign; what it means is in the Unicode block of control pictures.</summary>
    public static string Of(string? text)
    {
        if (text is null)
            return string.Empty;
        if (!text.Any(IsUnsafe))
            return text;

        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
            safe.Append(IsUnsafe(character) ? Picture(character) : character);
        return safe.ToString();
    }

    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static char Picture(char character) => character switch
    {
        < ' ' => (char)('\u2400' + character),
        '\u007F' => '\u2421',
        _ => '\uFFFD',
    };
}
