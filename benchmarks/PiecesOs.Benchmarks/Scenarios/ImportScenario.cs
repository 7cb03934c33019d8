using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>What the import adds to a session.</summary>
internal sealed class ImportScenario() : Scenario("import", "A fresh session that imports the module")
{
    private const string Empty = "empty script module";

    private static readonly Measure s_ratio = new("import-ratio", "a fresh session that imports the module: times one that imports an empty script module", Bar.AtMost(1.35, Unit.Times)) { Subject = Subject.Module };

    public override IReadOnlyList<Measure> Measures => [s_ratio];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var rounds = await BenchmarkContext.RunAsync(
            context.Sizes.Sessions,
            context.Session(Empty, "import", "-Module", Path.Combine(context.Paths.Benchmarks, "scripts", "empty.psm1")),
            context.Session(Names.Module, "import", "-Module", context.Paths.Module));

        findings.AddSeries(rounds, Empty, "milliseconds", "session", 1, Unit.Milliseconds);
        findings.AddSeries(rounds, Names.Module, "milliseconds", "session", 1, Unit.Milliseconds);
        var (own, empty) = (rounds.Values(Names.Module, "milliseconds"), rounds.Values(Empty, "milliseconds"));
        findings.Record(
            s_ratio, RoundByRound.Ratio(own, empty),
            $"{Figures.Text(Summary.Of(own).Median, Unit.Milliseconds)} against {Figures.Text(Summary.Of(empty).Median, Unit.Milliseconds)}");
    }
}
