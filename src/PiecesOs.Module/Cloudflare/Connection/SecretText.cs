using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>Knows a secret only to take it out of texts that come from elsewhere, such as a server that echoes what it was sent.</summary>
internal sealed class SecretText
{
    private readonly Regex _pattern;

    /// <summary>Recognises the secret as it is, in a URL and in JSON.</summary>
    public SecretText(string secret)
    {
        string[] forms = [secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString()];
        _pattern = new Regex(
            string.Join("|", forms.Distinct(StringComparer.Ordinal).Select(Regex.Escape)),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(5));
    }

    /// <summary>Whether the secret is in there.</summary>
    public bool IsIn(string? text) => text is not null && _pattern.IsMatch(text);

    /// <summary>The text with stars in place of the secret.</summary>
    public string Redact(string text) => _pattern.Replace(text, "***");

    /// <summary>Says nothing.</summary>
    public override string ToString() => "***";
}
