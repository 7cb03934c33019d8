using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>Recognizes secrets only to remove them from texts that come from elsewhere, such as a server that repeats what it was sent.</summary>
internal sealed class SecretText
{
    /// <summary>So much of a secret, at the end of a text that was cut off, is taken for its beginning.</summary>
    private const int RecognizedPart = 6;

    /// <summary>A shorter password is also a part of ordinary words; only its encoded form is removed.</summary>
    private const int ShortestPassword = 4;

    private readonly string[] _secrets;
    private readonly Regex _pattern;

    /// <summary>Recognizes each secret as it is and escaped for JSON, a URL or HTML, in whole or in part.</summary>
    public SecretText(params string[] secrets)
    {
        _secrets = secrets;
        _pattern = new Regex(
            string.Join("|", secrets.Select(static secret => string.Concat(secret.Select(FormsOf)))),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(5));
    }

    /// <summary>Recognizes the password of an address, and the header that it is sent in; <see langword="null"/> if the address has no password.</summary>
    public static SecretText? InAddress(Uri address)
    {
        var user = Uri.UnescapeDataString(address.UserInfo);
        if (user.Length == 0)
            return null;
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes(user));
        var password = user.Substring(user.IndexOf(':') + 1);
        return password.Length < ShortestPassword ? new SecretText(header) : new SecretText(password, header);
    }

    /// <summary>Whether a secret is in there.</summary>
    public bool IsIn(string? text) => text is not null && _pattern.IsMatch(text);

    /// <summary>The text with asterisks in place of each secret, also where the text was cut off in the middle of one.</summary>
    public string Redact(string text)
    {
        var clean = _pattern.Replace(text, "***");
        var end = clean.EndsWith("...", StringComparison.Ordinal) ? clean.Length - 3 : clean.Length;
        foreach (var secret in _secrets)
        {
            for (var length = Math.Min(secret.Length - 1, end); length >= RecognizedPart; length--)
            {
                if (string.Compare(clean, end - length, secret, 0, length, StringComparison.OrdinalIgnoreCase) == 0)
                    return clean.Substring(0, end - length) + "***" + clean.Substring(end);
            }
        }

        return clean;
    }

    /// <summary>Shows nothing of the secrets.</summary>
    public override string ToString() => "***";

    /// <summary>A pattern for every way in which a character is written.</summary>
    private static string FormsOf(char character)
    {
        var code = ((int)character).ToString("x4", CultureInfo.InvariantCulture);
        var plain = Regex.Escape(character.ToString());
        if (char.IsSurrogate(character))
            return $@"(?:{plain}|\\u{code}|(?:%[0-9a-f]{{2}}){{2}})";
        var percent = string.Concat(Encoding.UTF8.GetBytes([character]).Select(static one => "%" + one.ToString("x2", CultureInfo.InvariantCulture)));
        var html = character switch
        {
            '"' => "|&quot;",
            '&' => "|&amp;",
            '<' => "|&lt;",
            '>' => "|&gt;",
            ' ' => @"|\+",
            _ => string.Empty,
        };
        return $@"(?:\\?{plain}|\\u{code}|{percent}|&#0*{(int)character};|&#x0*{(int)character:x};{html})";
    }
}
