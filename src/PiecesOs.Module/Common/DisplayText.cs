using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace PiecesOs.Module;

/// <summary>Text from the server as it may be shown: control characters are seen, never obeyed.</summary>
public static class DisplayText
{
    /// <summary>The text with each control or direction-changing character as a visible sign; what it means is in the Unicode block of control pictures.</summary>
    public static string Safe(string? text)
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

    /// <summary>An input object in a message, or several: its own text, made safe and not too long.</summary>
    internal static string Of(object target)
    {
        var text = Safe(target is object[] several ? string.Join(", ", several) : Convert.ToString(target, CultureInfo.InvariantCulture));
        return text.Length <= 120 ? text : text.Substring(0, 117) + "...";
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
