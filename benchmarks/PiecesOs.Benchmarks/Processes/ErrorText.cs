using System.Text.RegularExpressions;

namespace PiecesOs.Benchmarks.Processes;

/// <summary>
/// The error output of a program in one line for the report: without terminal colors, and without the positions in local files
/// that PowerShell and node add.
/// </summary>
internal static partial class ErrorText
{
    private const int Most = 240;

    public static string Of(string errors)
    {
        var lines = Color().Replace(errors, "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fatal = lines.FirstOrDefault(static line => line.StartsWith("FATAL", StringComparison.Ordinal));
        var text = fatal ?? string.Join(' ', lines.TakeWhile(static line => !line.StartsWith("At ", StringComparison.OrdinalIgnoreCase)));
        if (text.Length == 0)
            return "it did not say why";
        return text.Length <= Most ? text : text[..Most] + "…";
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Color();
}
