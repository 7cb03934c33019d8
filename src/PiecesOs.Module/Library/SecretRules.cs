using System.Runtime.InteropServices;

namespace PiecesOs.Module;

/// <summary>
/// The forms of secrets: tokens with documented prefixes, alphabets and lengths, and literal values of settings whose names say that they are
/// secret. A rule prefers to miss a secret rather than to report something else.
/// </summary>
internal static class SecretRules
{
    private const int MaxValue = 256;

    private static readonly string[] s_connectionMembers = ["server=", "data source=", "host=", "user id=", "uid=", "username=", "database=", "initial catalog="];

    private static readonly SecretAnchor[] s_tokens =
    [
        Token(PiecesSecretKind.AwsAccessKey, "AKIA", IsBase32, 16, 16),
        Token(PiecesSecretKind.AwsAccessKey, "ASIA", IsBase32, 16, 16),
        Token(PiecesSecretKind.GitHubToken, "ghp_", IsLetterOrDigit, 36, 251),
        Token(PiecesSecretKind.GitHubToken, "gho_", IsLetterOrDigit, 36, 251),
        Token(PiecesSecretKind.GitHubToken, "ghu_", IsLetterOrDigit, 36, 251),
        Token(PiecesSecretKind.GitHubToken, "ghs_", IsLetterOrDigit, 36, 251),
        Token(PiecesSecretKind.GitHubToken, "ghr_", IsLetterOrDigit, 36, 251),
        Token(PiecesSecretKind.GitHubToken, "github_pat_", IsWord, 82, 244),
        Token(PiecesSecretKind.GitLabToken, "glpat-", IsBase64Url, 20, 64),
        Token(PiecesSecretKind.GoogleApiKey, "AIza", IsBase64Url, 35, 35),
        Token(PiecesSecretKind.GoogleClientSecret, "GOCSPX-", IsBase64Url, 28, 28),
        Token(PiecesSecretKind.AnthropicKey, "sk-ant-", IsBase64Url, 80, 160),
        new("sk-", IgnoresCase: false, OpenAiKey),
        Token(PiecesSecretKind.SlackToken, "xoxb-", IsLetterDigitOrDash, 40, 255),
        Token(PiecesSecretKind.SlackToken, "xoxp-", IsLetterDigitOrDash, 40, 255),
        Token(PiecesSecretKind.SlackToken, "xoxa-", IsLetterDigitOrDash, 40, 255),
        Token(PiecesSecretKind.SlackToken, "xoxr-", IsLetterDigitOrDash, 40, 255),
        Token(PiecesSecretKind.SlackToken, "xoxs-", IsLetterDigitOrDash, 40, 255),
        Token(PiecesSecretKind.SlackToken, "xapp-", IsLetterDigitOrDash, 60, 255),
        Token(PiecesSecretKind.SlackWebhook, "https://hooks.slack.com/services/T", IsLetterDigitOrSlash, 40, 100),
        Token(PiecesSecretKind.StripeKey, "sk_live_", IsLetterOrDigit, 24, 255),
        Token(PiecesSecretKind.StripeKey, "rk_live_", IsLetterOrDigit, 24, 255),
        Token(PiecesSecretKind.StripeKey, "whsec_", IsLetterOrDigit, 32, 64),
        new("SG.", IgnoresCase: false, SendGridKey),
        Token(PiecesSecretKind.NpmToken, "npm_", IsLetterOrDigit, 36, 36),
        Token(PiecesSecretKind.PyPiToken, "pypi-AgEIcHlwaS5vcmc", IsBase64Url, 50, 512),
        Token(PiecesSecretKind.NuGetKey, "oy2", IsLowerOrDigit, 43, 43),
        new("eyJ", IgnoresCase: false, JsonWebToken),
        new("PRIVATE KEY", IgnoresCase: false, PrivateKey),
        Member(PiecesSecretKind.AzureStorageKey, "AccountKey=", 86, "=="),
        Member(PiecesSecretKind.AzureSharedAccessKey, "SharedAccessKey=", 43, "="),
        new("://", IgnoresCase: false, UrlPassword),
    ];

    /// <summary>The rules, each with the text that it starts with.</summary>
    public static IReadOnlyList<SecretAnchor> All { get; } =
    [
        .. s_tokens,
        .. new[] { "password", "passwd", "pwd", "passphrase" }.Select(static name => new SecretAnchor(name, IgnoresCase: true, (text, start) => Setting(text, start, name, isPassword: true))),
        .. new[]
        {
            "secret", "secretkey", "secret_key", "secret-key", "apikey", "api_key", "api-key", "accesskey", "access_key", "access-key",
            "accesstoken", "access_token", "access-token", "authtoken", "auth_token", "auth-token",
        }.Select(static name => new SecretAnchor(name, IgnoresCase: true, (text, start) => Setting(text, start, name, isPassword: false))),
        new("Bearer ", IgnoresCase: false, Bearer),
        new("ConvertTo-SecureString", IgnoresCase: true, SecureString),
    ];

    private static SecretAnchor Token(PiecesSecretKind kind, string prefix, Func<char, bool> isInAlphabet, int minLength, int maxLength) => new(
        prefix,
        IgnoresCase: false,
        (text, start) =>
        {
            if (!StartsToken(text, start, isInAlphabet))
                return null;
            var body = start + prefix.Length;
            var end = EndOfRun(text, body, isInAlphabet, maxLength + 1);
            var isToken = end - body >= minLength && end - body <= maxLength && !(end < text.Length && IsWord(text[end])) && SecretValue.IsRandom(text.Slice(body, end - body));
            return isToken ? new SecretMatch(kind, start, end - start) : null;
        });

    /// <summary>A Base64 value of a connection string.</summary>
    private static SecretAnchor Member(PiecesSecretKind kind, string name, int length, string padding) => new(
        name,
        IgnoresCase: true,
        (text, start) =>
        {
            var value = start + name.Length;
            var end = EndOfRun(text, value, IsBase64, length + 1);

            // The documented key of the storage emulator is not a secret.
            return end - value == length && text.Slice(end).StartsWith(padding.AsSpan()) && !text.Slice(value).StartsWith("Eby8vdM02xNOcqFl".AsSpan()) && SecretValue.IsRandom(text.Slice(value, length))
                ? new SecretMatch(kind, value, length + padding.Length)
                : null;
        });

    private static SecretMatch? OpenAiKey(ReadOnlySpan<char> text, int start)
    {
        if (!StartsToken(text, start, IsBase64Url))
            return null;
        var end = EndOfRun(text, start, IsBase64Url, MaxValue);
        var token = text.Slice(start, end - start);
        return token.Length >= 43 && token.IndexOf("T3BlbkFJ".AsSpan()) > 0 && SecretValue.IsRandom(token) ? new SecretMatch(PiecesSecretKind.OpenAiKey, start, token.Length) : null;
    }

    private static SecretMatch? SendGridKey(ReadOnlySpan<char> text, int start)
    {
        if (!StartsToken(text, start, IsBase64Url))
            return null;
        var dot = EndOfRun(text, start + 3, IsBase64Url, 23);
        if (dot != start + 25 || dot >= text.Length || text[dot] != '.')
            return null;
        var end = EndOfRun(text, dot + 1, IsBase64Url, 44);
        return end == dot + 44 && SecretValue.IsRandom(text.Slice(dot + 1, 43)) ? new SecretMatch(PiecesSecretKind.SendGridKey, start, end - start) : null;
    }

    private static SecretMatch? JsonWebToken(ReadOnlySpan<char> text, int start)
    {
        const int MaxPart = 4096;
        if (!StartsToken(text, start, IsBase64Url))
            return null;
        var header = EndOfRun(text, start, IsBase64Url, MaxPart);
        if (header - start < 15 || !text.Slice(header).StartsWith(".eyJ".AsSpan()))
            return null;
        var payload = EndOfRun(text, header + 1, IsBase64Url, MaxPart);
        if (payload - header < 15 || payload >= text.Length || text[payload] != '.')
            return null;
        var end = EndOfRun(text, payload + 1, IsBase64Url, MaxPart);

        // "John Doe" is in the token that documentation of JSON Web Tokens shows.
        var isExample = text.Slice(header, payload - header).IndexOf("kpvaG4gRG9l".AsSpan()) >= 0;
        return end - payload > 20 && !isExample && SecretValue.IsRandom(text.Slice(payload + 1, end - payload - 1)) ? new SecretMatch(PiecesSecretKind.JsonWebToken, start, end - start) : null;
    }

    private static SecretMatch? PrivateKey(ReadOnlySpan<char> text, int start)
    {
        var before = text.Slice(Math.Max(0, start - 32), Math.Min(32, start));
        var begin = before.LastIndexOf("-----BEGIN ".AsSpan());
        if (begin < 0)
            return null;
        begin += start - before.Length;
        var after = text.Slice(start + "PRIVATE KEY".Length);
        var headerLength = after.StartsWith("-----".AsSpan()) ? 5 : after.StartsWith(" BLOCK-----".AsSpan()) ? 11 : 0;
        if (headerLength == 0)
            return null;

        // The header stands alone in code that recognizes keys. A key has lines of at least 40 characters.
        var bodyStart = start + "PRIVATE KEY".Length + headerLength;
        var rest = text.Slice(bodyStart, Math.Min(SecretScanner.Lookahead - 128, text.Length - bodyStart));
        var footer = rest.IndexOf("-----END ".AsSpan());
        var body = rest.Slice(0, Math.Min(400, footer < 0 ? rest.Length : footer));
        for (var line = 0; line < body.Length; line++)
        {
            var end = EndOfRun(body, line, IsBase64, body.Length);
            if (end - line >= 40 && SecretValue.IsRandom(body.Slice(line, Math.Min(end - line, 64))))
            {
                var footerEnd = footer < 0 ? -1 : rest.Slice(footer + 9).IndexOf("-----".AsSpan());
                return new SecretMatch(PiecesSecretKind.PrivateKey, begin, bodyStart - begin + (footerEnd < 0 ? end : footer + 9 + footerEnd + 5));
            }

            line = end;
        }

        return null;
    }

    private static SecretMatch? UrlPassword(ReadOnlySpan<char> text, int start)
    {
        var user = start + 3;
        var colon = EndOfRun(text, user, IsInUserInfo, 64);
        if (start == 0 || !IsLetterOrDigit(text[start - 1]) || colon >= text.Length || text[colon] != ':')
            return null;
        var value = colon + 1;
        var end = EndOfRun(text, value, static character => character == ':' || (character != ',' && IsInUserInfo(character)), 128);
        if (end + 1 >= text.Length || text[end] != '@' || !IsLetterOrDigit(text[end + 1]) && text[end + 1] != '[')
            return null;
        var password = text.Slice(value, end - value);
        return password.Length >= 6 && !password.SequenceEqual(text.Slice(user, colon - user)) && SecretValue.IsPassword(password, minLength: 6)
            ? new SecretMatch(PiecesSecretKind.UrlPassword, value, password.Length)
            : null;
    }

    private static SecretMatch? Bearer(ReadOnlySpan<char> text, int start)
    {
        var value = start + "Bearer ".Length;
        var end = EndOfRun(text, value, IsInBearerToken, MaxValue);
        return TokenAt(text, value) ?? (SecretValue.IsKey(text.Slice(value, end - value)) ? new SecretMatch(PiecesSecretKind.BearerToken, value, end - value) : null);
    }

    private static SecretMatch? SecureString(ReadOnlySpan<char> text, int start)
    {
        var position = SkipSpaces(text, start + "ConvertTo-SecureString".Length);
        if (SecretAnchor.StartsWith(text.Slice(position), "-String", ignoresCase: true))
            position = SkipSpaces(text, position + "-String".Length);
        if (Quoted(text, position) is not { } value)
            return null;
        var rest = text.Slice(value.Start + value.Length, Math.Min(100, text.Length - value.Start - value.Length));
        var line = rest.IndexOf('\n') is >= 0 and var newLine ? rest.Slice(0, newLine) : rest;
        return line.IndexOf("-AsPlainText".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0 && SecretValue.IsPassword(text.Slice(value.Start, value.Length))
            ? new SecretMatch(PiecesSecretKind.GenericPassword, value.Start, value.Length)
            : null;
    }

    /// <summary>A setting whose name ends with a word for secrets, and its literal value.</summary>
    private static SecretMatch? Setting(ReadOnlySpan<char> text, int start, string name, bool isPassword)
    {
        var position = start + name.Length;
        if (position >= text.Length || IsWord(text[position]) || text[position] == '-' || IsQualified(text, start))
            return null;

        // The name can be a JSON member, also in a string, or an index.
        if (text[position] == '\\')
            position++;
        if (position < text.Length && text[position] is '"' or '\'')
            position++;
        if (position < text.Length && text[position] == ']')
            position++;
        var spaced = position;
        position = SkipSpaces(text, position);
        var operatorLength = OperatorAt(text, position);
        if (operatorLength == 0)
            return null;
        var value = SkipSpaces(text, position + operatorLength);
        if (Quoted(text, value) is { } quoted)
            return Literal(text, start, name, quoted.Start, quoted.Length, isPassword);
        if (operatorLength != 1)
            return null;
        var end = EndOfRun(text, value, static character => character is not (';' or '"' or '\'' or '<') && !char.IsWhiteSpace(character), MaxValue);
        if (text[position] == '=' && spaced == value - 1)
        {
            if (isPassword && name is "password" or "pwd" && IsInConnectionString(text, start, end))
                return SecretValue.IsPassword(text.Slice(value, end - value), minLength: 6) ? new SecretMatch(PiecesSecretKind.ConnectionStringPassword, value, end - value) : null;
            if (IsEnvironmentLine(text, start, value, end))
                return Literal(text, start, name, value, end - value, isPassword);
        }

        var isSetting = IsSettingLine(text, start, end) && (text[position] == '=' || value > position + 1);
        return isSetting && SecretValue.IsNoExpression(text.Slice(value, end - value)) ? Literal(text, start, name, value, end - value, isPassword) : null;
    }

    /// <summary>Whether the name belongs to a type such as <c>AWS::IAM::AccessKey</c>, which is not the name of a setting.</summary>
    private static bool IsQualified(ReadOnlySpan<char> text, int start)
    {
        var nameStart = StartOfWord(text, start);
        return nameStart > 0 && text[nameStart - 1] == ':';
    }

    private static int StartOfWord(ReadOnlySpan<char> text, int start)
    {
        var wordStart = start;
        while (wordStart > 0 && start - wordStart < 64 && IsWord(text[wordStart - 1]))
            wordStart--;
        return wordStart;
    }

    private static SecretMatch? Literal(ReadOnlySpan<char> text, int start, string name, int value, int length, bool isPassword)
    {
        // The value has a better name.
        if (TokenAt(text, value) is { } token)
            return token;
        var literal = text.Slice(value, length);
        if (isPassword)
            return SecretValue.IsPassword(literal) ? new SecretMatch(PiecesSecretKind.GenericPassword, value, length) : null;
        if (!SecretValue.IsKey(literal))
            return null;
        var before = text.Slice(Math.Max(0, start - 8), Math.Min(8, start));
        var isAws = length == 40 && name.StartsWith("access", StringComparison.Ordinal) && before.IndexOf("secret".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0;
        return new SecretMatch(isAws ? PiecesSecretKind.AwsSecretKey : PiecesSecretKind.GenericKey, value, length);
    }

    private static SecretMatch? TokenAt(ReadOnlySpan<char> text, int position)
    {
        foreach (var anchor in s_tokens)
        {
            if (anchor.IsAt(text, position) && anchor.Match(text, position) is { } match)
                return match;
        }

        return null;
    }

    /// <summary>The text between quotation marks on one line. In a JSON string, they are escaped.</summary>
    private static (int Start, int Length)? Quoted(ReadOnlySpan<char> text, int position)
    {
        if (position + 1 < text.Length && text[position] is '@' or 'b' or 'r' or '\\')
            position++;
        if (position >= text.Length || text[position] is not ('"' or '\''))
            return null;
        var quote = text[position];
        var start = position + 1;
        var end = EndOfRun(text, start, character => character != quote && character is not ('\r' or '\n'), MaxValue);
        if (end >= text.Length || text[end] != quote)
            return null;
        if (position > 0 && text[position - 1] == '\\' && end > start && text[end - 1] == '\\')
            end--;
        return (start, end - start);
    }

    private static int OperatorAt(ReadOnlySpan<char> text, int position)
    {
        if (position + 1 >= text.Length)
            return 0;
        return (text[position], text[position + 1]) switch
        {
            ('=', '>') or (':', '=') => 2,
            ('=', '=' or '~') or (':', ':') => 0,
            ('=' or ':', _) => 1,
            _ => 0,
        };
    }

    private static bool IsInConnectionString(ReadOnlySpan<char> text, int start, int end)
    {
        var from = Math.Max(0, start - 300);
        var line = text.Slice(from, Math.Min(end + 150, text.Length) - from);
        var before = line.Slice(0, start - from);
        if (before.LastIndexOf('\n') is >= 0 and var lineStart)
            line = line.Slice(lineStart + 1);
        var rest = line.IndexOf('\n');
        if (rest >= 0)
            line = line.Slice(0, rest);
        foreach (var member in s_connectionMembers)
        {
            if (line.IndexOf(member.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0 && line.IndexOf(';') >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether a line is of the form NAME=value, as in files of environment variables.</summary>
    private static bool IsEnvironmentLine(ReadOnlySpan<char> text, int start, int value, int end)
    {
        var nameStart = StartOfWord(text, start);
        for (var index = nameStart; index < value - 1; index++)
        {
            if (text[index] is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
                return false;
        }

        if (end < text.Length && text[end] is not ('\r' or '\n'))
            return false;
        var line = text.Slice(Math.Max(0, nameStart - 16), Math.Min(16, nameStart));
        line = line.Slice(line.LastIndexOf('\n') + 1);
        return line.Length < 16 && (line.Trim().Length == 0 || line.Trim().SequenceEqual("export".AsSpan()) || line.Trim().SequenceEqual("ENV".AsSpan()) || line.Trim().SequenceEqual("set".AsSpan()));
    }

    /// <summary>Whether a line consists of a name and a value, as in INI, properties and YAML files. It can be a line of code, too.</summary>
    private static bool IsSettingLine(ReadOnlySpan<char> text, int start, int end)
    {
        if (end < text.Length && text.Slice(end, Math.Min(64, text.Length - end)).TrimStart([' ', '\t']) is { IsEmpty: false } rest && rest[0] is not ('\r' or '\n'))
            return false;
        var nameStart = start;
        while (nameStart > 0 && start - nameStart < 64 && (IsWord(text[nameStart - 1]) || text[nameStart - 1] is '.' or '-'))
            nameStart--;
        var line = text.Slice(Math.Max(0, nameStart - 64), Math.Min(64, nameStart));
        line = line.Slice(line.LastIndexOf('\n') + 1);
        return line.Length < 64 && line.Trim().Length == 0;
    }

    /// <summary>Whether a token can start here, and not in a longer word or in Base64 data.</summary>
    private static bool StartsToken(ReadOnlySpan<char> text, int start, Func<char, bool> isInAlphabet)
    {
        if (start == 0)
            return true;
        var before = text[start - 1];
        if (IsWord(before) || (before is not '/' && isInAlphabet(before)))
            return false;
        if (before is not ('+' or '/'))
            return true;
        var from = start;
        while (from > 0 && start - from < 24 && IsBase64(text[from - 1]))
            from--;
        return start - from < 24;
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int start, Func<char, bool> isInRun, int maxLength)
    {
        var end = Math.Min(start, text.Length);
        var limit = (int)Math.Min(text.Length, (long)start + maxLength);
        while (end < limit && isInRun(text[end]))
            end++;
        return end;
    }

    private static int SkipSpaces(ReadOnlySpan<char> text, int start) => EndOfRun(text, start, static character => character is ' ' or '\t', 32);

    private static bool IsLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static bool IsLowerOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static bool IsBase32(char character) => character is (>= 'A' and <= 'Z') or (>= '2' and <= '7');

    private static bool IsWord(char character) => character == '_' || IsLetterOrDigit(character);

    private static bool IsBase64(char character) => character is '+' or '/' || IsLetterOrDigit(character);

    private static bool IsBase64Url(char character) => character is '-' or '_' || IsLetterOrDigit(character);

    private static bool IsLetterDigitOrDash(char character) => character == '-' || IsLetterOrDigit(character);

    private static bool IsLetterDigitOrSlash(char character) => character == '/' || IsLetterOrDigit(character);

    private static bool IsInBearerToken(char character) => character is '-' or '_' or '.' or '~' or '+' or '/' or '=' || IsLetterOrDigit(character);

    private static bool IsInUserInfo(char character) => character is > ' ' and < (char)127 and not ('/' or '@' or ':' or '"' or '\'' or '<' or '>' or '`' or '?' or '#' or '\\');
}

/// <summary>The text with which a rule starts.</summary>
/// <param name="Text">The text, at least two ASCII characters.</param>
/// <param name="IgnoresCase">Whether case is ignored.</param>
/// <param name="Match">The rule.</param>
internal sealed record SecretAnchor(string Text, bool IgnoresCase, SecretRule Match)
{
    /// <summary>Whether the text is at this position.</summary>
    public bool IsAt(ReadOnlySpan<char> text, int position) => StartsWith(text.Slice(position), Text, IgnoresCase);

    /// <summary>Whether the text starts with an ASCII prefix.</summary>
    public static bool StartsWith(ReadOnlySpan<char> text, string prefix, bool ignoresCase)
    {
        if (text.Length < prefix.Length)
            return false;
        for (var index = 0; index < prefix.Length; index++)
        {
            var character = text[index];
            if (character != prefix[index] && !(ignoresCase && (character | 0x20) == (prefix[index] | 0x20) && char.IsLetter(prefix[index])))
                return false;
        }

        return true;
    }
}

/// <summary>Returns the secret that starts with, or follows, the anchor at a position.</summary>
internal delegate SecretMatch? SecretRule(ReadOnlySpan<char> text, int start);

/// <summary>A secret in a window of text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">Its length.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SecretMatch(PiecesSecretKind Kind, int Start, int Length);
