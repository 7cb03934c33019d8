using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>Reads the names of all assets in the first call of a new session.</summary>
internal sealed class ColdScenario() : Scenario("cold", "The whole list, first call of a session")
{
    private static readonly Measure s_rest = new("cold-rest", "the whole list, first call after import: how much faster than the first `Invoke-RestMethod`", Bar.AtLeast(12, Unit.Times));

    public override IReadOnlyList<Measure> Measures => [s_rest];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var library = await context.Libraries.OfAsync(context.Sizes.List);
        var list = new ListContestants(context, library, warmUps: 0, calls: 1);
        var rounds = await context.RunAsync(list.Module, list.Rest);
        findings.AddSeries(rounds, Names.Module, "milliseconds", "time", library.Count, Unit.Milliseconds);
        findings.AddSeries(rounds, Names.Rest, "milliseconds", "time", library.Count, Unit.Milliseconds);

        var (own, rest) = (rounds.Values(Names.Module, "milliseconds"), rounds.Values(Names.Rest, "milliseconds"));
        findings.Record(
            s_rest, RoundByRound.Ratio(rest, own),
            $"{Figures.Text(Summary.Of(own).Median, Unit.Milliseconds)} against {Figures.Text(Summary.Of(rest).Median, Unit.Milliseconds)}");
        Check.SameList(library, rounds, Names.Module);
        Check.SameList(library, rounds, Names.Rest);
    }
}
