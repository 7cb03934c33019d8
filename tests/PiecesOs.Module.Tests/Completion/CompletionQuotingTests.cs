using System.Management.Automation;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Completion;

/// <summary>A completed name means the asset that was chosen, whatever PowerShell would read into its characters.</summary>
public sealed class CompletionQuotingTests : CmdletTest
{
    public static TheoryData<string> Names =>
    [
        "-dash", "\u2013en dash", "\u2014emdash", "\u2015bar", "it's", "it\u2019s", "\u2018single\u2019", "\u201Cdouble\u201D", "low\u201Equote", "price$home", "back`tick", "(parenthesis)",
        "{brace}", "[bracket]", "@at", "#hash", "a#b", "semi;colon", "comma,name", "pipe|name", "am&per", "less<more>", "two words", "tab\u00A0space", "%percent", "?question", "007", "2024", "1kb",
        "0x1F", "1e5", ".5", "plain", "a-b", "x.ps1", "\"quoted\"", "*star",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_completed_command_finds_the_asset(string name)
    {
        Server.On("GET /assets", Reply.Json(Sample.List(Sample.Asset(1, name), Sample.Asset(2, "other"))))
            .On("GET /assets/identifiers", Reply.Json(Sample.List($$"""{"id":"{{Sample.Id(1)}}"}""", $$"""{"id":"{{Sample.Id(2)}}"}""")))
            .On("POST /materials/identifiers", Reply.Json("""{"identifiers":[]}"""))
            .On($"GET /assets/{Sample.Id(1)}", Reply.Json(Sample.Asset(1, name)));
        const string Command = "Get-PiecesAsset -Connection $pieces -NoContent -Name ";
        CompletionResult[] matches = [];
        await Patience.UntilAsync(() => (matches = Complete(Command)).Length > 0);

        var text = matches.Single(match => match.ListItemText != "other").CompletionText;
        var found = Session.Run(Command + text, ("pieces", Connection)).ShouldSucceed();

        found.OutputAs<Asset>().ShouldHaveSingleItem(text).Id.ShouldBe(Sample.Id(1));
    }

    private CompletionResult[] Complete(string line) =>
        [.. Session.Run("(TabExpansion2 $line $line.Length).CompletionMatches", ("pieces", Connection), ("line", line)).ShouldSucceed().OutputAs<CompletionResult>()
            .Where(static match => match.ResultType == CompletionResultType.ParameterValue)];
}
