using System.Globalization;
using System.Text;

namespace PiecesOs.Module;

/// <summary>Strings in JSON. Unlike the serializer of .NET, it preserves a lone surrogate, as <c>\ud800</c>.</summary>
internal static class JsonQuote
{
    /// <summary>The text in quotation marks.</summary>
    public static string Of(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsSurrogatePair(text, i))
                json.Append(character).Append(text[++i]);
            else if (character is '"' or '\\')
                json.Append('\\').Append(character);
            else if (character == '\n')
                json.Append("\\n");
            else if (character == '\t')
                json.Append("\\t");
            else if (NeedsEscape(character))
                json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            else
                json.Append(character);
        }

        return json.Append('"').ToString();
    }

    /// <summary>The texts as a list.</summary>
    public static string Of(IEnumerable<string> texts) => $"[{string.Join(",", texts.Select(Of))}]";

    /// <summary>The text in quotation marks. YAML does not allow a lone surrogate, which becomes U+FFFD.</summary>
    public static string ForYaml(string text) => Of(HasLoneSurrogate(text) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text);

    /// <summary>The texts as a list that YAML parsers read.</summary>
    public static string ForYaml(IEnumerable<string> texts) => $"[{string.Join(",", texts.Select(ForYaml))}]";

    /// <summary>Whether a text has a surrogate that is not part of a pair, which no encoding of Unicode can represent.</summary>
    public static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }

        return false;
    }

    private static bool NeedsEscape(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' or (>= '\uFDD0' and <= '\uFDEF');
}
