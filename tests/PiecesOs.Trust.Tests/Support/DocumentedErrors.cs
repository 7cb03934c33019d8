using System.Text.RegularExpressions;

namespace PiecesOs.Trust.Tests.Support;

/// <summary>The error IDs of about_PiecesOs_Errors, without the one for an internal error.</summary>
internal static partial class DocumentedErrors
{
    /// <summary>The IDs.</summary>
    public static IReadOnlySet<string> Ids { get; } = Entry()
        .Matches(File.ReadAllText(Path.Combine(StagedModule.Root, "en-US", "about_PiecesOs_Errors.help.txt")))
        .Select(static match => match.Groups["id"].Value)
        .Where(static id => id != "UnexpectedFailure")
        .ToHashSet();

    [GeneratedRegex(@"^    (?<id>[A-Z]\w+) \(\w+\)\r?$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
