using System.Text.RegularExpressions;

namespace PiecesOs.Tests.Support;

/// <summary>A ShouldProcess action, parsed from what PowerShell showed to the user.</summary>
/// <param name="Action">The action.</param>
/// <param name="Target">The target.</param>
/// <param name="Asked">Whether the user was prompted.</param>
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
