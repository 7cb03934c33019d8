using System.Text;
using System.Text.RegularExpressions;

namespace RestCore.Http;

/// <summary>The user name and password in an address such as <c>https://ada:secret@host/</c>: they are sent, and shown nowhere.</summary>
public static class UserInfo
{
    private static readonly Regex s_inAddress = new(@"(?<=://|^[^\s/@:'""]+:)[^/?#\s'""]*@", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>A text in which every address has lost its user name and password.</summary>
    public static string Hide(string text) =>
        text is not null && text.IndexOf('@') >= 0 ? s_inAddress.Replace(text, "***@") : text ?? string.Empty;

    /// <summary>The value of the header <c>Authorization</c> for an address; <see langword="null"/> when it names no user.</summary>
    internal static string? ToAuthorization(Uri address) => address.UserInfo.Length == 0
        ? null
        : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
}
