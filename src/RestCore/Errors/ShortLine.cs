using System.Net;
using System.Text.RegularExpressions;

namespace RestCore;

/// <summary>Shortens a text of a server to one line: for a page its title, or its first words without markup.</summary>
public static class ShortLine
{
    /// <summary>The longest line.</summary>
    public const int MaxLength = 200;

    /// <summary>How much of a text is searched for words.</summary>
    private const int MaxSearched = 16 * 1024;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);
    private static readonly Regex s_page = new(@"^\s*<(!doctype|html|head|body|\?xml|!--)", Options, s_limit);
    private static readonly Regex s_title = new("<title[^>]*>(?<title>[^<]*)</title", Options, s_limit);
    private static readonly Regex s_notText = new(@"<(?<tag>script|style|head)\b.*?</\k<tag>\s*>|<!--.*?-->|<[^>]*>", Options, s_limit);
    private static readonly Regex s_space = new(@"\s+", Options, s_limit);

    /// <summary>The line.</summary>
    public static string Of(string text)
    {
        if (text is null)
            throw new ArgumentNullException(nameof(text));
        var searched = text.Length <= MaxSearched ? text : text.Substring(0, MaxSearched);
        try
        {
            var line = s_space.Replace(s_page.IsMatch(searched) ? WordsOfPage(searched) : searched, " ").Trim();
            return Cut(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return Cut(searched);
        }
    }

    private static string WordsOfPage(string page)
    {
        var title = s_title.Match(page).Groups["title"].Value;
        return WebUtility.HtmlDecode(string.IsNullOrWhiteSpace(title) ? s_notText.Replace(page, " ") : title);
    }

    private static string Cut(string line)
    {
        if (line.Length <= MaxLength)
            return line;
        var length = MaxLength - 3;
        return line.Substring(0, char.IsHighSurrogate(line[length - 1]) ? length - 1 : length) + "...";
    }
}
