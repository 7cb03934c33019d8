using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>Knows a secret only to take it out of texts that come from elsewhere, such as a server that echoes what it was sent.</summary>
internal sealed class SecretText
{
    /// <summary>So much of a secret, at the end of a text that was cut off, is taken for its beginning.</summary>
    private const int RecognisedPart = 6;

    private readonly string _secret;
    private readonly Regex _pattern;

    /// <summary>Recognises the secret as it is, in a URL and in JSON.</summary>
    public SecretText(string secret)
    {
        _secret = secret;
        string[] forms = [secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString()];
        _pattern = new Regex(
            string.Join("|", forms.Distinct(StringComparer.Ordinal).Select(Regex.Escape)),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(5));
    }

    /// <summary>Whether the secret is in there.</summary>
    public bool IsIn(string? text) => text is not null && _pattern.IsMatch(text);

    /// <summary>The text with stars in place of the secret, also where the text was cut off in the middle of it.</summary>
    public string Redact(string text)
    {
        var clean = _pattern.Replace(text, "***");
        var end = clean.EndsWith("...", StringComparison.Ordinal) ? clean.Length - 3 : clean.Length;
        for (var length = Math.Min(_secret.Length - 1, end); length >= RecognisedPart; length--)
        {
            if (string.Compare(clean, end - length, _secret, 0, length, StringComparison.OrdinalIgnoreCase) == 0)
                return clean.Substring(0, end - length) + "***" + clean.Substring(end);
        }

        return clean;
    }

    /// <summary>Says nothing.</summary>
    public override string ToString() => "***";
}
