using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>Removes secrets from text of other sources, such as a server that echoes a request.</summary>
internal sealed class SecretText
{
    /// <summary>The number of characters at the end of a truncated text that are considered the beginning of a secret.</summary>
    private const int RecognizedPart = 6;

    /// <summary>A shorter password can be part of ordinary words, so only its encoded form is removed.</summary>
    private const int ShortestPassword = 4;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private readonly Regex _whole;
    private readonly Regex _beginning;

    /// <summary>Recognizes the secrets in any encoding: unchanged, or escaped in JSON, in a URL or in HTML.</summary>
    public SecretText(params string[] secrets)
    {
        var forms = secrets.Where(static secret => secret.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(static secret => secret.Length)
            .Select(static secret => Characters(secret).Select(Forms).ToArray()).ToArray();
        _whole = Compile(forms.Select(static characters => string.Concat(characters)));
        _beginning = Compile(forms.Where(static characters => characters.Length > RecognizedPart).Select(Beginning));
    }

    /// <summary>
    /// Recognizes the password in an address, or a user name without a password, and the header with the credentials;
    /// <see langword="null"/> if the address contains no user.
    /// </summary>
    public static SecretText? InAddress(Uri address)
    {
        if (address.UserInfo.Length == 0)
            return null;
        var user = Uri.UnescapeDataString(address.UserInfo);
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes(user));
        var password = user.Substring(user.IndexOf(':') + 1);
        return password.Length < ShortestPassword ? new SecretText(header) : new SecretText(password, header);
    }

    /// <summary>Whether the text contains a secret.</summary>
    public bool IsIn(string? text) => text is not null && (_whole.IsMatch(text) || _beginning.IsMatch(text));

    /// <summary>The text with secrets replaced by asterisks, including a secret that is truncated at the end of the text.</summary>
    public string Redact(string text) => _beginning.Replace(_whole.Replace(text, "***"), "***");

    /// <summary>Returns no secret.</summary>
    public override string ToString() => "***";

    private static Regex Compile(IEnumerable<string> patterns)
    {
        var pattern = string.Join("|", patterns);
        return new Regex(pattern.Length > 0 ? pattern : "(?!)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_limit);
    }

    /// <summary>A pattern for the first characters and as many others as possible, at the end of the text or before a final ellipsis.</summary>
    private static string Beginning(string[] characters)
    {
        var rest = characters.Skip(RecognizedPart).Take(characters.Length - RecognizedPart - 1).Reverse()
            .Aggregate(string.Empty, static (inner, character) => $"(?:{character}{inner})?");
        const string partOfCharacter = @"(?:\\+(?:u[0-9a-f]{0,3})?|%[0-9a-f%]*|&[#0-9a-z]*)?";
        return string.Concat(characters.Take(RecognizedPart)) + rest + partOfCharacter + @"(?=(?:\.\.\.)?\z)";
    }

    private static IEnumerable<string> Characters(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
            yield return char.IsSurrogatePair(text, i) ? text.Substring(i, 2) : text.Substring(i, 1);
    }

    /// <summary>A pattern for every encoding of a character.</summary>
    private static string Forms(string character)
    {
        var json = string.Concat(character.Select(static unit => $@"\\+u{(int)unit:x4}"));
        var url = string.Concat(Encoding.UTF8.GetBytes(character).Select(static unit => $"%{unit:x2}"));
        var code = character.Length == 2 ? char.ConvertToUtf32(character, 0) : character[0];
        var html = string.Format(CultureInfo.InvariantCulture, "&#0*{0};|&#x0*{0:x};", code);
        var named = character switch
        {
            "\"" => "|&quot;",
            "'" => "|&apos;",
            "&" => "|&amp;",
            "<" => "|&lt;",
            ">" => "|&gt;",
            " " => @"|\+",
            _ => string.Empty,
        };
        return $@"(?:\\*{Regex.Escape(character)}|{json}|{url}|{html}{named})";
    }
}
