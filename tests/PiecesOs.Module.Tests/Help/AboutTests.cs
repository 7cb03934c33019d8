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
    public void It_names_only_existing_cmdlets(string file) => Cmdlet().Matches(HelpFiles.Topic(file)).Select(static match => match.Value)
        .ShouldBeSubsetOf(ModuleUnderTest.Cmdlets.Select(static cmdlet => cmdlet.Name()));

    [Fact]
    public void About_PiecesOs_names_every_cmdlet_that_has_a_page() => HelpFiles.Pages.Select(static page => page.Name)
        .Except(Cmdlet().Matches(HelpFiles.Topic("about_PiecesOs.help.txt")).Select(static match => match.Value)).ShouldBeEmpty();

    /// <summary>Each ID is on its own line, followed by its category.</summary>
    [Fact]
    public void About_PiecesOs_Errors_lists_every_ErrorId_with_its_category() => ErrorIds.Categories
        .Select(static pair => $"{pair.Key} ({pair.Value})").Except(DocumentedIds()).ShouldBeEmpty();

    [Fact]
    public void About_PiecesOs_Errors_lists_no_unknown_ErrorId() =>
        DocumentedIds().Except(ErrorIds.Categories.Select(static pair => $"{pair.Key} ({pair.Value})")).ShouldBeEmpty();

    [Fact]
    public void No_ErrorId_is_described_twice() => DocumentedIds().ShouldBeUnique();

    private static string[] DocumentedIds() =>
        [.. Entry().Matches(HelpFiles.Topic("about_PiecesOs_Errors.help.txt")).Select(static match => $"{match.Groups["id"].Value} ({match.Groups["category"].Value})")];

    [GeneratedRegex(@"\b[A-Z][a-z]+-(Pieces|Cloudflare)[A-Za-z]*\b")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"^    (?<id>[A-Z][A-Za-z]+) \((?<category>[A-Z][A-Za-z]+)\)$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
