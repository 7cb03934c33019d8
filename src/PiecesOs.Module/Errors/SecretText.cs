using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>Knows secrets only to remove them from texts that come from elsewhere, such as a server that echoes what it was sent.</summary>
internal sealed class SecretText
{
    /// <summary>So much of a secret, at the end of a text that was cut off, is taken for its beginning.</summary>
    private const int RecognizedPart = 6;

    /// <summary>A shorter password is also a part of ordinary words; only its encoded form is removed.</summary>
    private const int ShortestPassword = 4;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private readonly Regex _whole;
    private readonly Regex _beginning;

    /// <summary>Recognizes the secrets however their characters are written: as they are, or escaped in JSON, in a URL, in HTML.</summary>
    public SecretText(params string[] secrets)
    {
        var forms = secrets.Where(static secret => secret.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(static secret => secret.Length)
            .Select(static secret => Characters(secret).Select(Forms).ToArray()).ToArray();
        _whole = Compile(forms.Select(static characters => string.Concat(characters)));
        _beginning = Compile(forms.Where(static characters => characters.Length > RecognizedPart).Select(Beginning));
    }

    /// <summary>
    /// Recognizes the password of an address, or a user name that stands alone, and the header that it is sent in;
    /// <see langword="null"/> if the address names no user.
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

    /// <summary>Whether a secret is in there.</summary>
    public bool IsIn(string? text) => text is not null && (_whole.IsMatch(text) || _beginning.IsMatch(text));

    /// <summary>The text with stars in place of the secrets, also where the text was cut off in the middle of one.</summary>
    public string Redact(string text) => _beginning.Replace(_whole.Replace(text, "***"), "***");

    /// <summary>Says nothing.</summary>
    public override string ToString() => "***";

    private static Regex Compile(IEnumerable<string> patterns)
    {
        var pattern = string.Join("|", patterns);
        return new Regex(pattern.Length > 0 ? pattern : "(?!)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_limit);
    }

    /// <summary>The first characters and as many of the others as there are, at the end of the text or before the dots that end it.</summary>
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

    /// <summary>A pattern for every way to write a character.</summary>
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
