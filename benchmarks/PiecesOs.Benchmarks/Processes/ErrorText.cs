using System.Text.RegularExpressions;

namespace PiecesOs.Benchmarks.Processes;

/// <summary>
/// Shortens the error output of a program to one line for the report: without terminal colors, and without the locations in files
/// of this machine that PowerShell and Node.js add.
/// </summary>
internal static partial class ErrorText
{
    private const int MaxLength = 240;

    public static string Of(string errors)
    {
        var lines = Color().Replace(errors, "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fatal = lines.FirstOrDefault(static line => line.StartsWith("FATAL", StringComparison.Ordinal));
        var text = fatal ?? string.Join(' ', lines.TakeWhile(static line => !line.StartsWith("At ", StringComparison.OrdinalIgnoreCase)));
        if (text.Length == 0)
            return "it did not say why";
        return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Color();
}
