using System.Text.RegularExpressions;

namespace PiecesOs.Benchmarks.Processes;

/// <summary>
/// What a program said when it failed, in one line for the report: without the colours of a terminal, and without the places
/// in files of this machine that PowerShell and node add.
/// </summary>
internal static partial class ErrorText
{
    private const int Most = 240;

    public static string Of(string errors)
    {
        var lines = Colour().Replace(errors, "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fatal = lines.FirstOrDefault(static line => line.StartsWith("FATAL", StringComparison.Ordinal));
        var text = fatal ?? string.Join(' ', lines.TakeWhile(static line => !line.StartsWith("At ", StringComparison.OrdinalIgnoreCase)));
        if (text.Length == 0)
            return "it did not say why";
        return text.Length <= Most ? text : text[..Most] + "…";
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colour();
}
