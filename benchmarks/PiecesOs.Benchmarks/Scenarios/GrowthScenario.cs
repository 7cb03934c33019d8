using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>How the time and memory of the list grow with the library, as shown in the plot.</summary>
internal sealed class GrowthScenario() : Scenario("growth", "How cost grows")
{
    public const string Time = "time";
    public const string Peak = "peak memory";

    private const int WarmUps = 3;
    private const int Calls = 3;

    public override IReadOnlyList<Measure> Measures => [];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        foreach (var size in context.Sizes.Growth)
            await RunAsync(context, findings, await context.Libraries.OfAsync(size));
        findings.Remark($"{Names.Rest} is included up to {Figures.Count(context.Sizes.MaxRestAssets)} assets. Above that, it takes minutes and more memory than many computers have.");
        findings.Remark($"Each process makes {WarmUps} warm-up calls and {Calls} measured calls; {Names.Rest} makes 1 and 2. The TypeScript client runs with the default heap of node.");
    }

    private static async Task RunAsync(BenchmarkContext context, Findings findings, Library library)
    {
        var list = new ListContestants(context, library, WarmUps, Calls);
        var rest = library.Count <= context.Sizes.MaxRestAssets ? list.Rest : null;
        var contestants = new[] { list.Module, rest, list.TypeScript }.OfType<Contestant>().ToArray();
        var rounds = await context.RunAsync(contestants);
        foreach (var contestant in contestants)
            findings.AddSeries(rounds, contestant.Name, "milliseconds", Time, library.Count, Unit.Milliseconds);
        findings.AddSeries(rounds, Names.Module, "drain", Time, library.Count, Unit.Milliseconds, Names.Drain);
        foreach (var contestant in contestants.Where(contestant => rounds.Finished(contestant.Name)))
        {
            findings.AddSeries(rounds, contestant.Name, "peak", Peak, library.Count, Unit.Bytes);
            Check.SameList(library, rounds, contestant.Name);
        }
    }
}
