using System.Text.RegularExpressions;

namespace PiecesOs.Benchmarks.Processes;

/// <summary>What programs say, without the colours of a terminal and not endless.</summary>
internal static partial class PlainText
{
    private const int Most = 200;

    public static string Of(string text)
    {
        var plain = Colour().Replace(text, "").Trim();
        return plain.Length <= Most ? plain : plain[..Most] + "…";
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colour();
}
