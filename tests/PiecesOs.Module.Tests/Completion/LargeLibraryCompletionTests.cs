using System.Management.Automation;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Completion;

/// <summary>Completion in a library of 100,000 assets: what the session knows is enough, so no completion reaches the time limit of the module.</summary>
public sealed class LargeLibraryCompletionTests : CmdletTest
{
    public LargeLibraryCompletionTests() => Server.On("GET /assets", LargeLibrary.Assets).On("GET /assets/identifiers", LargeLibrary.Identifiers)
        .On("POST /materials/identifiers", Reply.Json("""{"identifiers":[]}"""));

    [Fact]
    public async Task Names_and_ids_are_completed_from_the_index_of_the_session()
    {
        // The first completion may only start to read the list. It is read to its end in the background.
        await Patience.UntilAsync(() => Complete("Get-PiecesAsset -Connection $pieces -Name 'snippet 0123").Count > 0);

        Complete("Get-PiecesAsset -Connection $pieces -Name 'snippet 04242").Select(static match => match.ListItemText)
            .ShouldBe(Enumerable.Range(42420, 10).Select(static number => $"snippet 0{number}"));
        Complete($"Get-PiecesAsset -Connection $pieces -Id {LargeLibrary.Id(99_999)}").ShouldHaveSingleItem().ListItemText.ShouldBe(LargeLibrary.Name(99_999));
        await Patience.UntilAsync(() => Complete("Get-PiecesAsset -Connection $pieces -Name *04242").Any(static match => match.CompletionText == "'snippet 004242'"));
        Complete("Get-PiecesAsset -Connection $pieces -Id ").Count.ShouldBe(1000);
        Complete("Get-PiecesAsset -Connection $pieces -Name nothing").ShouldBeEmpty();

        Server.Log.Count(static line => line == "GET /assets?transferables=false").ShouldBe(1);
        Server.Log.ShouldAllBe(static line => line.StartsWith("GET /assets", StringComparison.Ordinal) || line == "POST /materials/identifiers");
    }

    [Fact]
    public async Task A_server_that_stalls_or_fails_later_does_not_stop_completion()
    {
        await Patience.UntilAsync(() => Complete("Get-PiecesAsset -Connection $pieces -Name 'snippet 0123").Count > 0);
        Server.On("GET /assets/identifiers", Reply.Status(500, "failed"), Reply.Stall()).On("GET /assets", Reply.Stall());

        for (var i = 0; i < 3; i++)
            Complete("Get-PiecesAsset -Connection $pieces -Name 'snippet 0424").Count.ShouldBe(100);
    }

    private List<CompletionResult> Complete(string line) =>
        [.. Session.Run("(TabExpansion2 $line $line.Length).CompletionMatches", ("pieces", Connection), ("line", line)).ShouldSucceed().OutputAs<CompletionResult>()
            .Where(static match => match.ResultType == CompletionResultType.ParameterValue)];
}
