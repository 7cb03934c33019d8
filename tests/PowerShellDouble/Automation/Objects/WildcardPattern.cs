using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace System.Management.Automation;

public sealed class WildcardPattern
{
    private const string Special = "*?[]`";

    private readonly Lazy<Regex> _regex;

    public WildcardPattern(string pattern)
        : this(pattern, WildcardOptions.None)
    {
    }

    public WildcardPattern(string pattern, WildcardOptions options)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        _regex = new Lazy<Regex>(() => WildcardRegex.Build(pattern, options));
    }

    public static WildcardPattern Get(string pattern, WildcardOptions options) => new(pattern, options);

    public static bool ContainsWildcardCharacters(string? pattern)
    {
        for (var i = 0; i < pattern?.Length; i++)
        {
            if (IsWildcard(pattern[i]))
                return true;
            if (pattern[i] == '`')
                i++;
        }

        return false;
    }

    public static string Escape(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return string.Concat(pattern.Select(c => Special.Contains(c, StringComparison.Ordinal) ? "`" + c : c.ToString()));
    }

    public static string Unescape(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var text = new StringBuilder();
        var escaped = false;
        foreach (var c in pattern)
        {
            if (c == '`' && !escaped)
            {
                escaped = true;
                continue;
            }

            if (escaped && c != '`' && !IsWildcard(c))
                text.Append('`');
            text.Append(c);
            escaped = false;
        }

        return escaped ? text.Append('`').ToString() : text.ToString();
    }

    public bool IsMatch(string? input) => input is not null && _regex.Value.IsMatch(input);

    private static bool IsWildcard(char c) => c is '*' or '?' or '[' or ']';
}
