using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The time between the Tab key and its answer in a large library.</summary>
internal sealed class CompletionScenario() : Scenario("completion", "Completion")
{
    private static readonly Measure s_all = new("completion-all", "completion of `Get-PiecesAsset -Id` among 10,000 assets, names known to the session", Bar.AtMost(100, Unit.Milliseconds)) { IsHeadline = true };
    private static readonly Measure s_typed = new("completion-typed", "completion of `Get-PiecesAsset -Name` after typing the beginning of a name, 10,000 assets, names known to the session", Bar.AtMost(100, Unit.Milliseconds));

    public override IReadOnlyList<Measure> Measures => [s_all, s_typed];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var library = await context.Libraries.OfAsync(context.Sizes.Completion);
        var rounds = await context.RunAsync(Contestant(context, library));
        findings.AddSeries(rounds, Names.Module, "first", "first completion of a session", library.Count, Unit.Milliseconds);
        findings.AddSeries(rounds, Names.Module, "all", "-Id, nothing typed", library.Count, Unit.Milliseconds);
        findings.AddSeries(rounds, Names.Module, "typed", "-Name, a beginning typed", library.Count, Unit.Milliseconds);

        Record(findings, s_all, rounds, "all", "count");
        Record(findings, s_typed, rounds, "typed", "found");
        findings.Remark("The first completion of a session waits for the names for up to 0.8 seconds. If they take longer, as on a real Pieces OS, a later completion has them.");
    }

    private static void Record(Findings findings, Measure measure, Rounds rounds, string times, string completions)
    {
        var fewest = rounds.Of(Names.Module).Min(result => result.Integer(completions));
        if (fewest < 2)
            throw new MismatchException($"{measure.Text}: {fewest} completions");
        findings.Record(measure, Summary.Of(rounds.Values(Names.Module, times)), $"{Figures.Count(fewest)} completions");
    }

    private static Contestant Contestant(BenchmarkContext context, Library library) => context.Pwsh(
        Names.Module, "completion", library.Server, "-Module", context.Paths.Module, "-Calls", context.Sizes.Calls);
}
