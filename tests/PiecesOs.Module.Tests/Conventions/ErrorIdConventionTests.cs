using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>Each ErrorId has one meaning. The tests read the sources, where each ID precedes its category.</summary>
public sealed partial class ErrorIdConventionTests
{
    private static readonly (string Id, string Category, string File)[] s_uses = [.. Find()];

    [Fact]
    public void The_scan_finds_error_ids()
    {
        s_uses.Length.ShouldBeGreaterThan(30);
        foreach (var known in new[] { "ServerNotFound", "LinkNameTaken", "FileEmpty", "AssetWithoutContent", "UsersRequired", "SandboxRuntimeMissing" })
            s_uses.ShouldContain(use => use.Id == known);
    }

    [Fact]
    public void The_scan_finds_every_error_record_with_an_id()
    {
        var construct = Sources().Sum(static file => Construction().Count(File.ReadAllText(file)));
        s_uses.Length.ShouldBeGreaterThanOrEqualTo(construct);
    }

    [Fact]
    public void An_id_has_one_category() => s_uses.GroupBy(static use => use.Id, StringComparer.OrdinalIgnoreCase)
        .Where(static same => same.Select(static use => use.Category).Distinct(StringComparer.Ordinal).Count() > 1)
        .Select(static same => same.Key).ShouldBeEmpty();

    [Fact]
    public void An_id_has_one_spelling() => s_uses.GroupBy(static use => use.Id, StringComparer.OrdinalIgnoreCase)
        .Where(static same => same.Select(static use => use.Id).Distinct(StringComparer.Ordinal).Count() > 1)
        .Select(static same => same.Key).ShouldBeEmpty();

    /// <summary>An ID that is used in two places must mean the same in both. These do, for the reason given with each.</summary>
    [Fact]
    public void An_id_is_used_in_one_place_unless_it_is_listed_as_shared()
    {
        var shared = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CloudflareShareFileInvalid"] = "a description with mistakes, or one without shares that would remove all",
            ["ServerNotFound"] = "nothing found, or nothing at the address",
            ["InvalidAddress"] = "of the parameter, or of the variable",
            ["ServerError"] = "any status from 500",
            ["FileNotReadable"] = "before it is sent, or while",
            ["ExportDamaged"] = "an export to import, or one that is there already",
            ["FileNotWritable"] = "a file that the user specified, or a temporary one",
        };
        s_uses.GroupBy(static use => use.Id, StringComparer.Ordinal).Where(static same => same.Count() > 1).Select(static same => same.Key)
            .Where(id => !shared.ContainsKey(id)).ShouldBeEmpty("Use another ID. If it means the same in both places, add it to the list in this test with the reason.");
    }

    /// <summary>Only the factory creates error records, so that each has an ID, a category, a message and advice.</summary>
    [Fact]
    public void Only_the_factory_creates_error_records() => Sources()
        .Where(static file => File.ReadAllText(file).Contains("new ErrorRecord(", StringComparison.Ordinal))
        .Select(Path.GetFileName).ShouldBe(["ErrorFactory.cs"], "Add a method for a new error to InputErrors.cs, LibraryErrors.cs or CloudflareCmdletErrors.cs.");

    [GeneratedRegex(@"""(?<id>[A-Z][A-Za-z]+)"",\s*(System\.Management\.Automation\.)?ErrorCategory\.(?<category>\w+)")]
    private static partial Regex Use();

    [GeneratedRegex(@"new InputException\(|InputException \w+\([^)]*\) => new\(|InputException \w+\([^)]*\) =>\s+new\(")]
    private static partial Regex Construction();

    private static IEnumerable<(string Id, string Category, string File)> Find() =>
        from file in Sources()
        from Match match in Use().Matches(File.ReadAllText(file))
        select (match.Groups["id"].Value, match.Groups["category"].Value, Path.GetFileName(file));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(ModuleUnderTest.Root, "src", "PiecesOs.Module"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
