using System.Text.RegularExpressions;
using PiecesOs.Module.Tests.Conventions;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Help;

/// <summary>The about topics.</summary>
public sealed partial class AboutTests
{
    public static TheoryData<string> Topics => [.. HelpFiles.Topics];

    [Fact]
    public void All_topics_exist() => HelpFiles.Topics.ShouldBe(
        [
            "about_PiecesOs.help.txt", "about_PiecesOs_Errors.help.txt", "about_PiecesOs_Pipelines.help.txt",
            "about_PiecesOs_Runbooks.help.txt", "about_PiecesOs_Sandbox.help.txt",
        ],
        ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Topics))]
    public void It_is_at_most_80_columns_wide_and_has_the_usual_layout(string file)
    {
        var lines = HelpFiles.Topic(file).Split('\n');
        lines.Where(static line => line.Length > 80 || line != line.TrimEnd() || line.Contains('\t', StringComparison.Ordinal)).ShouldBeEmpty();
        lines[..2].ShouldBe(["TOPIC", "    " + file.Replace(".help.txt", string.Empty, StringComparison.Ordinal)]);
        lines.Where(static line => line.Length > 0 && line[0] != ' ')
            .ShouldBe(["TOPIC", "SHORT DESCRIPTION", "LONG DESCRIPTION", "SEE ALSO"]);
        lines[^1].ShouldBeEmpty();
    }

    /// <summary>A cmdlet name without a cmdlet is a typing error.</summary>
    [Theory]
    [MemberData(nameof(Topics))]
    public void It_names_only_existing_cmdlets(string file) => HelpFiles.CmdletsIn(HelpFiles.Topic(file))
        .Except(ModuleUnderTest.Cmdlets.Select(static cmdlet => cmdlet.Name()), StringComparer.Ordinal).ShouldBeEmpty($"{file} names cmdlets that do not exist.");

    [Fact]
    public void About_PiecesOs_names_every_cmdlet() => ModuleUnderTest.Cmdlets.Select(static cmdlet => cmdlet.Name())
        .Except(HelpFiles.CmdletsIn(HelpFiles.Topic("about_PiecesOs.help.txt")), StringComparer.Ordinal).ShouldBeEmpty("Add a line for this cmdlet to en-US/about_PiecesOs.help.txt.");

    /// <summary>Each ID is on its own line, followed by its category.</summary>
    [Fact]
    public void About_PiecesOs_Errors_lists_every_ErrorId_with_its_category() => ErrorIds.Categories
        .Select(static pair => $"{pair.Key} ({pair.Value})").Except(DocumentedIds()).ShouldBeEmpty("Describe these IDs in en-US/about_PiecesOs_Errors.help.txt.");

    [Fact]
    public void About_PiecesOs_Errors_lists_no_unknown_ErrorId() =>
        DocumentedIds().Except(ErrorIds.Categories.Select(static pair => $"{pair.Key} ({pair.Value})")).ShouldBeEmpty("en-US/about_PiecesOs_Errors.help.txt describes IDs that no source has with this category.");

    [Fact]
    public void No_ErrorId_is_described_twice() => DocumentedIds().ShouldBeUnique();

    private static string[] DocumentedIds() =>
        [.. Entry().Matches(HelpFiles.Topic("about_PiecesOs_Errors.help.txt")).Select(static match => $"{match.Groups["id"].Value} ({match.Groups["category"].Value})")];

    [GeneratedRegex(@"^    (?<id>[A-Z][A-Za-z]+) \((?<category>[A-Z][A-Za-z]+)\)$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
