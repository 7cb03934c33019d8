using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using PiecesOs.Module.Tests.Conventions;

namespace PiecesOs.Module.Tests.Help;

/// <summary>The ErrorIds that the sources know, each with its category; they stand right before it.</summary>
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

    /// <summary>What begins with the noun of an operation is there for assets and for shares.</summary>
    private static string[] Expand(string id) =>
        id.StartsWith("{noun}", StringComparison.Ordinal) ? [id.Replace("{noun}", "Asset", StringComparison.Ordinal), id.Replace("{noun}", "Share", StringComparison.Ordinal)] : [id];

    [GeneratedRegex(@"""(?<id>(\{noun\})?[A-Z][A-Za-z]+)"",\s*(System\.Management\.Automation\.)?ErrorCategory\.(?<category>\w+)")]
    private static partial Regex Use();
}
