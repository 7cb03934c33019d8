using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>The pages of the repository lead to what exists.</summary>
public sealed partial class DocumentConventionTests
{
    private static readonly string[] s_folders = ["docs", "samples", "src", "benchmarks", ".github"];

    private static readonly string s_decisions = Path.Combine(ModuleUnderTest.Root, "docs", "decisions");

    [Fact]
    public void Links_lead_to_files_and_headings()
    {
        var pages = Directory.EnumerateFiles(ModuleUnderTest.Root, "*.md")
            .Concat(s_folders.SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(ModuleUnderTest.Root, folder), "*.md", SearchOption.AllDirectories)))
            .Where(static page => !page.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var broken =
            from page in pages
            from Match link in Link().Matches(Code().Replace(File.ReadAllText(page), string.Empty))
            where !Exists(page, link.Groups["path"].Value, link.Groups["anchor"].Value)
            select $"{Path.GetRelativePath(ModuleUnderTest.Root, page)}: {link.Value}";
        broken.ShouldBeEmpty("Correct these links, or add the file or heading that they lead to.");
    }

    [Fact]
    public void Every_guide_is_in_the_index()
    {
        var docs = Path.Combine(ModuleUnderTest.Root, "docs");
        var index = File.ReadAllText(Path.Combine(docs, "README.md"));
        Directory.EnumerateFiles(docs, "*.md").Select(static page => Path.GetFileName(page)).Where(page => page != "README.md" && !index.Contains($"]({page})", StringComparison.Ordinal))
            .ShouldBeEmpty("Add these pages to docs/README.md.");
    }

    [Fact]
    public void Every_decision_is_in_the_index_under_its_title()
    {
        var index = File.ReadAllLines(Path.Combine(s_decisions, "README.md"));
        foreach (var record in Directory.EnumerateFiles(s_decisions, "0*.md"))
        {
            var title = File.ReadLines(record).First()["# ".Length..];
            title.ShouldStartWith($"{int.Parse(Path.GetFileName(record)[..4], CultureInfo.InvariantCulture)}. ", customMessage: "The first line of a decision is its number and title.");
            var entry = $"- [{title}]({Path.GetFileName(record)})";
            index.ShouldContain(line => line.StartsWith(entry, StringComparison.Ordinal), $"Add a line to docs/decisions/README.md: {entry}: what it is about");
        }
    }

    private static bool Exists(string page, string path, string anchor)
    {
        if (path.Contains(':', StringComparison.Ordinal))
            return true;
        var target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
        return anchor.Length == 0 ? Path.Exists(target) : File.Exists(target) && Headings(target).Contains(anchor[1..], StringComparer.Ordinal);
    }

    /// <summary>The names that GitHub gives the headings of a page.</summary>
    private static IEnumerable<string> Headings(string page) => Heading().Matches(File.ReadAllText(page))
        .Select(static heading => Punctuation().Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<path>[^)#\s]*)(?<anchor>#[^)\s]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?<fence>`{3,}).*?^\k<fence>|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
