using System.Text.RegularExpressions;
using PiecesOs.Module.Tests.Conventions;

namespace PiecesOs.Module.Tests.Help;

/// <summary>The ErrorIds in the sources, each with its category, which follows the ID.</summary>
internal static partial class ErrorIds
{
    public static IReadOnlyDictionary<string, string> Categories { get; } = Find();

    public static IReadOnlyCollection<string> InSource { get; } = [.. Categories.Keys];

    private static SortedDictionary<string, string> Find()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var sources = Directory.EnumerateFiles(Path.Combine(ModuleUnderTest.Root, "src", "PiecesOs.Module"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        foreach (var match in sources.SelectMany(static file => Use().Matches(File.ReadAllText(file))))
        {
            foreach (var id in Expand(match.Groups["id"].Value))
                found[id] = match.Groups["category"].Value;
        }

        return found;
    }

    /// <summary>An ID that starts with the subject of an operation exists for each subject.</summary>
    private static IEnumerable<string> Expand(string id)
    {
        var end = id.IndexOf('}', StringComparison.Ordinal) + 1;
        string[] subjects = id[..end] switch
        {
            "" => [string.Empty],
            // Only an asset or a share is specified by name.
            "{noun}" when id.EndsWith("NameAmbiguous", StringComparison.Ordinal) => ["Asset", "Share"],
            "{noun}" => ["Asset", "Share", "Resource"],
            _ => ["CloudflareShare", "CloudflareShareRecipient", "CloudflareShareExcludedRecipient", "CloudflareShareResource"],
        };
        return subjects.Select(subject => subject + id[end..]);
    }

    [GeneratedRegex(@"""(?<id>(\{noun\}|\{SubjectOf\(e\.Operation\)\})?[A-Z][A-Za-z]+)"",\s*(System\.Management\.Automation\.)?ErrorCategory\.(?<category>\w+)")]
    private static partial Regex Use();
}
