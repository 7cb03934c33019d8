using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The peak memory of the process while a list of 103.5 MB or 1 GB is piped.</summary>
internal sealed class MemoryScenario() : Scenario("memory", "Peak memory of the whole list")
{
    private const string Small = "the list";
    private const string Large = "ten times the list";

    private static readonly Measure s_small = new("memory-list", "peak memory while 103.5 MB go through the pipeline, above bare `pwsh`", Bar.AtMost(60e6, Unit.Bytes)) { IsHeadline = true };
    private static readonly Measure s_large = new("memory-large-list", "peak memory while 1 GB goes through the pipeline, above bare `pwsh`", Bar.AtMost(60e6, Unit.Bytes)) { IsHeadline = true };
    private static readonly Measure s_same = new("memory-same", "increase in peak memory from 103.5 MB to 1 GB", MemoryGrowth.Bar);

    public override IReadOnlyList<Measure> Measures => [s_small, s_large, s_same];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var small = await context.Libraries.OfAsync(context.Sizes.List);
        var large = await context.Libraries.OfAsync(context.Sizes.Large);
        var rounds = await context.RunAsync(context.Pwsh(Names.Bare, "bare", server: null), Contestant(context, Small, small), Contestant(context, Large, large));

        findings.AddSeries(rounds, Names.Bare, "peak", "peak memory", 0, Unit.Bytes);
        findings.AddSeries(rounds, Small, "peak", "peak memory", small.Count, Unit.Bytes, Names.Module);
        findings.AddSeries(rounds, Large, "peak", "peak memory", large.Count, Unit.Bytes, Names.Module);
        findings.Remark($"The lists have {Figures.Count(small.Expected.Bytes)} and {Figures.Count(large.Expected.Bytes)} bytes. {MemoryGrowth.Description}");

        var bare = rounds.Values(Names.Bare, "peak");
        Record(findings, s_small, rounds.Values(Small, "peak"), bare);
        Record(findings, s_large, rounds.Values(Large, "peak"), bare);
        Record(findings, s_same, rounds.Values(Large, "peak"), rounds.Values(Small, "peak"));
        foreach (var (library, name) in new[] { (small, Small), (large, Large) })
        {
            Check.SameList(library, rounds, name);
            foreach (var result in rounds.Of(name))
                Check.Same(result.Integer("named"), library.Count, "names that came out of the pipeline");
        }
    }

    private static void Record(Findings findings, Measure measure, double[] values, double[] others) => findings.Record(
        measure, RoundByRound.Difference(values, others),
        $"{Figures.Text(Summary.Of(values).Median, Unit.Bytes)} against {Figures.Text(Summary.Of(others).Median, Unit.Bytes)}");

    private static Contestant Contestant(BenchmarkContext context, string name, Library library) =>
        context.Pwsh(name, "memory-list", library.Server, "-Module", context.Paths.Module, "-Floors", context.Paths.Floors);
}
