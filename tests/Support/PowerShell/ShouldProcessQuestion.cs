using System.Text.RegularExpressions;

namespace PiecesOs.Tests.Support;

/// <summary>One question of ShouldProcess, read from what PowerShell told the user about it.</summary>
/// <param name="Action">What was to be done.</param>
/// <param name="Target">What it was to be done to.</param>
/// <param name="Asked">Whether the user had to answer.</param>
public sealed partial record ShouldProcessQuestion(string Action, string Target, bool Asked)
{
    internal static IEnumerable<ShouldProcessQuestion> Find(string hostText, IEnumerable<string> verbose)
    {
        foreach (Match shown in Shown().Matches(hostText))
            yield return Read(shown, asked: shown.Groups["how"].Value == TestHostUserInterface.ConfirmMark);
        foreach (var line in verbose.Select(static line => Reported().Match(line)).Where(static match => match.Success))
            yield return Read(line, asked: false);
    }

    private static ShouldProcessQuestion Read(Match match, bool asked) => new(match.Groups["action"].Value, match.Groups["target"].Value, asked);

    [GeneratedRegex("""(?<=^|\n)(?<how>What if|Confirm): Performing the operation "(?<action>.*?)" on target "(?<target>.*?)"\.(?=\n|$)""", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex("""^Performing the operation "(?<action>.*?)" on target "(?<target>.*?)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Reported();
}
