using System.Text.RegularExpressions;
using HelpBuilder;
using PiecesOs.Module.Tests.Conventions;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Help;

/// <summary>Every cmdlet has a page, and the page matches the cmdlet.</summary>
public sealed partial class PageTests
{
    private static readonly Dictionary<string, HelpPage> s_pages = HelpFiles.Pages.ToDictionary(static page => page.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. s_pages.Keys];

    [Fact]
    public void Every_cmdlet_has_a_page() => ModuleUnderTest.Cmdlets.Select(static cmdlet => cmdlet.Name())
        .Where(static name => !s_pages.ContainsKey(name)).ShouldBeEmpty("Add the page of this cmdlet to docs/cmdlets, as a copy of the page of a similar cmdlet.");

    [Theory]
    [MemberData(nameof(Names))]
    public void It_describes_a_cmdlet_and_has_its_name(string name)
    {
        ModuleUnderTest.Cmdlets.ShouldContain(cmdlet => cmdlet.Name() == name, $"There is a page in docs/cmdlets, but no cmdlet {name}.");
        s_pages[name].File.ShouldBe(name + ".md");
        s_pages[name].FrontMatter.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["external help file"] = "PiecesOs.dll-Help.xml",
                ["Module Name"] = "PiecesOs",
                ["online version"] = string.Empty,
                ["schema"] = "2.0.0",
            },
            ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_the_parameters_of_the_cmdlet(string name) =>
        s_pages[name].Parameters.Select(static parameter => parameter.Name).ShouldBe(
            Facts(name).Parameters.Select(static parameter => parameter.Name), ignoreOrder: true, $"{PageOf(name)} describes each parameter of the cmdlet.");

    /// <summary>Type, parameter sets, aliases, required, position, default value, pipeline input and wildcards.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Its_parameter_descriptions_match_the_cmdlet(string name)
    {
        foreach (var (parameter, facts) in Facts(name).Parameters)
        {
            var blocks = s_pages[name].Parameters.Where(block => block.Name == parameter).ToArray();
            blocks.ShouldNotBeEmpty($"{PageOf(name)} describes -{parameter}.");
            var shown = blocks.FirstOrDefault(block => block.Facts["Parameter Sets"] == facts["Parameter Sets"]) ?? blocks[0];
            foreach (var (key, value) in facts)
                shown.Facts.GetValueOrDefault(key).ShouldBe(value, $"{PageOf(name)}, -{parameter}: {key} is the value in the cmdlet.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_syntax_matches_the_cmdlet(string name)
    {
        var page = s_pages[name];
        page.Syntax.Select(static syntax => (syntax.Set, syntax.IsDefault)).ShouldBe(Facts(name).Sets, ignoreOrder: true, $"{PageOf(name)} has a syntax line for each parameter set.");
        foreach (var syntax in page.Syntax)
            syntax.Text.ShouldBe(SyntaxText.Of(page, syntax.Set), $"{PageOf(name)} has the syntax line of the cmdlet{(string.IsNullOrEmpty(syntax.Set) ? string.Empty : $", set '{syntax.Set}'")}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_outputs_match_the_OutputType_attributes(string name) =>
        s_pages[name].Outputs.Select(static type => type.Name).Where(static type => type != "None")
            .ShouldBe(Facts(name).Outputs, ignoreOrder: true, $"OUTPUTS of {PageOf(name)} has the types of the OutputType attribute.");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_section_has_text(string name)
    {
        var page = s_pages[name];
        ShouldBeOneSentence(name, page.Synopsis);
        ShouldHaveWords(page.Description, "description");
        foreach (var parameter in page.Parameters)
            ShouldHaveWords(parameter.Text, $"-{parameter.Name}");
        foreach (var type in page.Inputs.Concat(page.Outputs))
            ShouldHaveWords(type.Text, type.Name);

        void ShouldHaveWords(IReadOnlyList<string> paragraphs, string of)
        {
            paragraphs.ShouldNotBeEmpty($"{PageOf(name)}: write a sentence about {of}.");
            string.Join(' ', paragraphs).Length.ShouldBeGreaterThan(15, $"{PageOf(name)}: write a sentence about {of}.");
            paragraphs[^1].ShouldEndWith(".", customMessage: $"{PageOf(name)}, {of}");
            paragraphs.ShouldAllBe(static text => !text.Contains("{{", StringComparison.Ordinal) && !text.Contains("TODO", StringComparison.OrdinalIgnoreCase), $"{PageOf(name)}, {of}");
        }
    }

    [Fact]
    public void A_synopsis_that_is_not_one_sentence_is_recognized()
    {
        string[] wrong = ["Gets assets", "gets assets.", "Gets assets. Emits them.", "Get-PiecesAsset gets assets.", $"Gets {new string('a', 100)}."];
        foreach (var synopsis in wrong)
            Should.Throw<ShouldAssertException>(() => ShouldBeOneSentence("Get-PiecesAsset", synopsis));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_at_least_two_numbered_examples_with_titles_and_text(string name)
    {
        var examples = s_pages[name].Examples;
        examples.Count.ShouldBeGreaterThanOrEqualTo(2, $"{PageOf(name)} has at least two examples.");
        for (var i = 0; i < examples.Count; i++)
        {
            examples[i].Title.ShouldStartWith($"Example {i + 1}: ");
            examples[i].Title.Length.ShouldBeGreaterThan(15);
            examples[i].Code.ShouldNotBeNullOrWhiteSpace();
            examples[i].Remarks.ShouldNotBeEmpty($"'{examples[i].Title}' has no text below the code.");
        }

        examples[0].Code.ShouldContain(name);
    }

    /// <summary>The operations are those that the XML documentation of the cmdlet names.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Its_notes_list_the_operations_and_the_errors(string name)
    {
        var notes = s_pages[name].Notes;
        notes.Count.ShouldBeGreaterThan(1, $"NOTES of {PageOf(name)} has a paragraph 'API operation: ...' and a paragraph 'Errors: ...'.");
        notes[0].ShouldMatch("^API operations?: ", $"NOTES of {PageOf(name)} begins with 'API operation: ', or with 'API operation: none.' for a cmdlet that sends no request.");
        notes[1].ShouldStartWith("Errors: ");
        Quoted().Matches(notes[0]).Select(static match => match.Groups["text"].Value).ShouldBe(
            Facts(name).Operations.Union(Extra(name)), ignoreOrder: true, $"NOTES of {PageOf(name)} has the operations that the summary of the class names in <c>.");
        Quoted().Matches(string.Join(' ', notes.Skip(1))).Select(static match => match.Groups["text"].Value).Except(ErrorIds.InSource, StringComparer.Ordinal)
            .ShouldBeEmpty($"NOTES of {PageOf(name)} names ErrorIds that do not exist.");
    }

    /// <summary>A cmdlet with a connection sends requests. Invoke-PiecesRequest sends any.</summary>
    [Fact]
    public void A_cmdlet_with_a_connection_names_its_operations() => ModuleUnderTest.Cmdlets
        .Where(static cmdlet => typeof(PiecesCmdlet).IsAssignableFrom(cmdlet) || typeof(CloudflareCmdlet).IsAssignableFrom(cmdlet))
        .Select(static cmdlet => cmdlet.Name()).Where(static name => Facts(name).Operations.Count == 0)
        .ShouldBe(["Invoke-PiecesRequest"], "The summary of the class names the API operations that it calls in <c>, as that of a similar cmdlet does.");

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_links_are_valid(string name)
    {
        var targets = s_pages[name].Links.Select(TargetOf).ToArray();
        targets.Count(IsOnline).ShouldBe(1, $"RELATED LINKS of {PageOf(name)} must have exactly one link to the documentation of the service. Copy that of a similar cmdlet.");
        targets.Where(static target => !IsOnline(target) && !File.Exists(Path.Combine(HelpFiles.PagesFolder, target))).ShouldBeEmpty($"RELATED LINKS of {PageOf(name)} leads to pages that do not exist.");
    }

    private static void ShouldBeOneSentence(string cmdlet, string synopsis)
    {
        var rule = $"SYNOPSIS of {PageOf(cmdlet)} is one sentence of at most 100 characters, without the name of the cmdlet.";
        synopsis.ShouldMatch(@"^[A-Z][^.!?]*\.$", customMessage: rule);
        synopsis.Length.ShouldBeLessThanOrEqualTo(100, rule);
        synopsis.ShouldNotContain(cmdlet, Case.Insensitive, rule);
    }

    private static string PageOf(string name) => $"docs/cmdlets/{name}.md";

    private static string TargetOf(string link) => Target().Match(link).Groups["target"].Value;

    private static bool IsOnline(string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>Operations that a cmdlet calls as a side effect and that its page mentions.</summary>
    private static string[] Extra(string name) => name switch
    {
        "Get-PiecesAsset" => ["assets_identifiers_snapshot"],
        "Watch-PiecesAsset" => ["assets_snapshot"],
        "Import-PiecesLibrary" => ["assets_snapshot", "share_snapshot", "assets_specific_asset_snapshot", "assets_specific_asset_formats_snapshot", "format_snapshot"],
        "Add-PiecesShareScore" => ["share_snapshot"],
        _ => [],
    };

    private static CmdletFacts Facts(string name) => CmdletFacts.Of(ModuleUnderTest.Cmdlets.Single(cmdlet => cmdlet.Name() == name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_of_a_cmdlet_that_changes_server_data_says_that_the_outcome_can_be_unknown(string name)
    {
        if (Change().IsMatch(name))
            string.Join("\n", s_pages[name].Notes).ShouldContain("`OutcomeUnknown`", customMessage: $"NOTES of {PageOf(name)} says what OutcomeUnknown means, as the page of a similar cmdlet does.");
    }

    [GeneratedRegex("^(Add|New|Remove|Revoke|Set|Update)-(Cloudflare|Pieces(?!AssetDraft))")]
    private static partial Regex Change();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\((?<target>[^)]+)\)")]
    private static partial Regex Target();
}
