namespace PiecesOs.Module;

/// <summary>Judges whether a literal value is a secret, and not a placeholder, a name or a reference to the secret.</summary>
internal static class SecretValue
{
    /// <summary>What is in examples in place of a token. Random text practically never contains it.</summary>
    private static readonly string[] s_placeholders = ["example", "xxxx", "your", "1234567", "abcdefg", "0000000", "....", "****"];

    /// <summary>What is in passwords and keys of examples, tests and labels.</summary>
    private static readonly string[] s_words =
    [
        "placeholder", "change", "dummy", "sample", "insert", "replace", "redacted", "foobar", "todo", "fake", "mock", "pass", "secret", "token",
        "test", "demo", "default", "undefined", "null", "getenv", "environ", "env.", "1234", "abcd", "qwerty", "letmein", "admin", "p@ss", "p@55", "p4ss", "pa$$", "pwd", "xxx",
    ];

    /// <summary>Whether the body of a token looks random.</summary>
    public static bool IsRandom(ReadOnlySpan<char> value) => Entropy(value) >= (value.Length < 20 ? 2.5 : 3) && !Contains(value, s_placeholders);

    /// <summary>Whether a value looks like a password that a person or a program has chosen.</summary>
    public static bool IsPassword(ReadOnlySpan<char> value, int minLength = 8)
    {
        if (value.Length < minLength || value.Length > 128 || value[0] is '$' or '%' or '#' or '.' or '/' or '~' or '{' or '[' or '(' or '<' or '@' or '&')
            return false;
        var letters = 0;
        var others = 0;
        foreach (var character in value)
        {
            // Spaces are in labels; brackets are in placeholders and expressions.
            if (character is <= ' ' or >= (char)127 or '<' or '>' or '{' or '}' or '(' or ')' or '[' or ']' or '"' or '\'' or '`' or '\\')
                return false;
            if (character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
                letters++;
            else if (character is not ('.' or '-' or '_' or '/' or ':'))
                others++;
        }

        return letters > 0 && others > 0 && Entropy(value) >= 2.5 && value.IndexOf("://".AsSpan()) < 0 && value.IndexOf("$".AsSpan()) != 0
            && !Contains(value, s_placeholders) && !Contains(value, s_words);
    }

    /// <summary>Whether a value looks like a key that a program has created.</summary>
    public static bool IsKey(ReadOnlySpan<char> value)
    {
        if (value.Length is < 16 or > 255)
            return false;
        var letters = 0;
        var digits = 0;
        foreach (var character in value)
        {
            if (character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
                letters++;
            else if (character is >= '0' and <= '9')
                digits++;
            else if (character is not ('-' or '_' or '+' or '/' or '=' or '.' or '~'))
                return false;
        }

        // Names of settings and resources rarely have several digits.
        return letters > 0 && digits >= Math.Max(2, value.Length / 16) && value[0] is not ('/' or '.') && Entropy(value) >= 3
            && !Contains(value, s_placeholders) && !Contains(value, s_words) && !Guid.TryParse(value.ToString(), out _);
    }

    /// <summary>Whether a value without quotation marks is not the name of a variable or type, and not an expression.</summary>
    public static bool IsNoExpression(ReadOnlySpan<char> value)
    {
        value = value.TrimEnd('=');
        var (upper, lower, digits, inner, marks, hex) = (0, 0, 0, 0, 0, 0);
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (character is '.' or ',' or '|' or '=' or '$' or ':')
                return false;
            upper += character is >= 'A' and <= 'Z' ? 1 : 0;
            lower += character is >= 'a' and <= 'z' ? 1 : 0;
            digits += character is >= '0' and <= '9' ? 1 : 0;
            marks += character is '!' or '#' or '%' or '^' or '~' or '?' ? 1 : 0;
            hex += character is (>= '0' and <= '9') or (>= 'a' and <= 'f') ? 1 : 0;
            inner += character is >= '0' and <= '9' && index + 1 < value.Length && value[index + 1] is not (>= '0' and <= '9') ? 1 : 0;
        }

        // Names rarely have digits in several places. Types can end with a mark.
        return (value.Length >= 32 && hex == value.Length) || (marks > 0 && digits > 0 && lower > 0) || (upper > 0 && lower > 0 && inner >= 2);
    }

    /// <summary>The Shannon entropy in bits for each character.</summary>
    private static double Entropy(ReadOnlySpan<char> value)
    {
        Span<short> counts = stackalloc short[128];
        counts.Clear();
        foreach (var character in value)
            counts[character & 127]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= (double)count / value.Length * Math.Log((double)count / value.Length, 2);
        }

        return entropy;
    }

    private static bool Contains(ReadOnlySpan<char> value, string[] words)
    {
        foreach (var word in words)
        {
            if (value.IndexOf(word.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }
}
