using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>Reads the names of all assets in a session that has done so before.</summary>
internal sealed class ListScenario() : Scenario("list", "The whole list, warm")
{
    private static readonly Measure s_rest = new("list-rest", "`Get-PiecesAsset | ForEach-Object Name`, 103.5 MB, warm: how much faster than `Invoke-RestMethod`", Bar.AtLeast(25, Unit.Times)) { IsHeadline = true };
    private static readonly Measure s_typeScript = new("list-typescript", "the whole list, warm: how much faster than the official TypeScript client", Bar.AtLeast(1, Unit.Times)) { IsHeadline = true };
    private static readonly Measure s_drain = new("list-drain", "the whole list, warm: time relative to a loop that only reads the bytes and discards them", Bar.AtMost(3, Unit.Times)) { IsHeadline = true };

    public override IReadOnlyList<Measure> Measures => [s_rest, s_typeScript, s_drain];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var library = await context.Libraries.OfAsync(context.Sizes.List);
        var list = new ListContestants(context, library, context.Sizes.WarmUps, context.Sizes.Calls);
        Contestant?[] contestants = [list.Module, list.Rest, list.TypeScript];
        var rounds = await context.RunAsync([.. contestants.OfType<Contestant>()]);

        foreach (var contestant in contestants.OfType<Contestant>())
        {
            findings.AddSeries(rounds, contestant.Name, "milliseconds", "time", library.Count, Unit.Milliseconds);
            findings.AddSeries(rounds, contestant.Name, "peak", "peak memory", library.Count, Unit.Bytes);
        }

        findings.AddSeries(rounds, Names.Module, "drain", "time", library.Count, Unit.Milliseconds, Names.Drain);
        Compare(findings, rounds, s_rest, Names.Rest);
        if (list.TypeScript is null)
            findings.RecordMissing(s_typeScript, "left out");
        else
            Compare(findings, rounds, s_typeScript, Names.TypeScript);
        CompareDrain(findings, rounds);

        foreach (var contestant in contestants.OfType<Contestant>().Where(contestant => rounds.Finished(contestant.Name)))
            Check.SameList(library, rounds, contestant.Name);
        foreach (var result in rounds.Of(Names.Module))
            Check.Same(result.Integer("drained"), library.Expected.Bytes, "drained bytes");
        findings.Remark($"The list has {Figures.Count(library.Expected.Bytes)} bytes. {Names.Rest} makes one warm-up call and two measured calls, the others {context.Sizes.WarmUps} and {context.Sizes.Calls}. Each process reports the median of the measured calls.");
    }

    private static void Compare(Findings findings, Rounds rounds, Measure measure, string other)
    {
        if (!rounds.Finished(other) || !rounds.Finished(Names.Module))
        {
            findings.RecordMissing(measure, $"{other} {rounds.Failure(other)}");
            return;
        }

        var (own, theirs) = (rounds.Values(Names.Module, "milliseconds"), rounds.Values(other, "milliseconds"));
        findings.Record(measure, RoundByRound.Ratio(theirs, own), Detail(own, theirs));
    }

    private static void CompareDrain(Findings findings, Rounds rounds)
    {
        var (own, drain) = (rounds.Values(Names.Module, "milliseconds"), rounds.Values(Names.Module, "drain"));
        findings.Record(s_drain, RoundByRound.Ratio(own, drain), Detail(own, drain));
    }

    private static string Detail(double[] own, double[] others) =>
        $"{Figures.Text(Summary.Of(own).Median, Unit.Milliseconds)} against {Figures.Text(Summary.Of(others).Median, Unit.Milliseconds)}";
}
