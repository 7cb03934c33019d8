using System.Text;
using System.Text.RegularExpressions;

namespace System.Management.Automation;

/// <summary>Turns a wildcard pattern into a regular expression, by the engine's rules.</summary>
internal static class WildcardRegex
{
    public static Regex Build(string pattern, WildcardOptions options)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    text.Append(".*");
                    break;
                case '?':
                    text.Append('.');
                    break;
                case '[':
                    i = AppendBracket(pattern, i + 1, text);
                    break;
                case '`' when i + 1 < pattern.Length:
                    text.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '`' when pattern.Length == 1:
                    break;
                default:
                    text.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        var flags = RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
        if (options.HasFlag(WildcardOptions.IgnoreCase))
            flags |= RegexOptions.IgnoreCase;
        return new Regex(text.Append("\\z").ToString(), flags, TimeSpan.FromSeconds(5));
    }

    private static int AppendBracket(string pattern, int start, StringBuilder text)
    {
        text.Append('[');
        for (var i = start; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == ']' && i > start)
            {
                text.Append(']');
                return i;
            }

            if (c == '`' && i + 1 < pattern.Length)
                text.Append(Literal(pattern[++i]));
            else if (c == '-' && i > start && i + 1 < pattern.Length && pattern[i + 1] != ']')
                text.Append('-');
            else
                text.Append(Literal(c));
        }

        throw new WildcardPatternException($"The specified wildcard character pattern is not valid: {pattern}");
    }

    private static string Literal(char c) => c is '\\' or ']' or '[' or '^' or '-' ? "\\" + c : c.ToString();
}
