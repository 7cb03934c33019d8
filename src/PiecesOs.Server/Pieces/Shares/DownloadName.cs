using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace PiecesOs.Server.Pieces.Shares;

/// <summary>A file name for a download that is safe on every system, whatever the title is.</summary>
internal static class DownloadName
{
    private const int MaxLength = 100;
    private const int MaxExtension = 12;
    private const string NotInNames = "<>:\"/\\|?*";

    /// <summary>The names that Windows reserves for devices.</summary>
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { FormattableString.Invariant($"COM{number}"), FormattableString.Invariant($"LPT{number}") })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of Content-Disposition for a download.</summary>
    public static string Attachment(string title, string extension, bool isText)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Of(title, extension, isText));
        return disposition.ToString();
    }

    /// <summary>The name, with the extension unless the title has it.</summary>
    public static string Of(string title, string extension, bool isText)
    {
        var name = new StringBuilder();
        foreach (var rune in title.EnumerateRunes())
        {
            if (name.Length >= MaxLength)
                break;
            name.Append(IsAllowed(rune) ? rune.ToString() : "_");
        }

        var stem = name.ToString().Trim(' ', '.', '_');
        if (stem.Length == 0)
            stem = "snippet";
        if (Devices.Contains(stem.Split('.')[0]))
            stem = "_" + stem;
        var ending = "." + Extension(extension, isText);
        return stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? stem : stem + ending;
    }

    private static string Extension(string extension, bool isText) =>
        extension is not ("text" or "UNKNOWN" or "") && extension.Length <= MaxExtension && extension.All(char.IsAsciiLetterOrDigit)
            ? extension
            : isText ? "txt" : "bin";

    private static bool IsAllowed(Rune rune) =>
        rune.Value != Rune.ReplacementChar.Value
        && !NotInNames.Contains(rune.ToString(), StringComparison.Ordinal)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
