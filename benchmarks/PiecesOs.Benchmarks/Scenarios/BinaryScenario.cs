using PiecesOs.Benchmarks.Inputs;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>One large binary file, saved or read, and a smaller one to show what grows.</summary>
internal abstract class BinaryScenario(string name, string title, string command) : Scenario(name, title)
{
    private const int WarmUpSize = 4096;
    private const double Fast = 100e6;

    private readonly Measure _speed = new(name + "-speed", $"`{command}` of a 200 MB binary: throughput; time relative to the raw endpoint of the sandbox", Bar.AtLeast(Fast, Unit.BytesPerSecond))
    {
        Alternative = Bar.AtMost(2, Unit.Times),
    };

    private readonly Measure _memory = new(name + "-memory", $"`{command}`: increase in peak memory from 50 MB to 200 MB", MemoryGrowth.Bar);

    public override IReadOnlyList<Measure> Measures => [_speed, _memory];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var folder = context.Paths.EmptyFolder(Name);
        var (warmUp, small, large) = (BinaryFile.Write(folder, WarmUpSize), BinaryFile.Write(folder, context.Sizes.Binary), BinaryFile.Write(folder, context.Sizes.LargeBinary));
        await using var server = await context.StartSandboxAsync();
        await PrepareAsync(server, [warmUp, small, large]);
        var rounds = await context.RunAsync(
            context.Pwsh(Names.Bare, "bare", server: null), Contestant(context, server, warmUp, small), Contestant(context, server, warmUp, large));

        findings.AddSeries(rounds, Names.Bare, "peak", "peak memory", 0, Unit.Bytes);
        foreach (var file in new[] { small, large })
        {
            findings.AddSeries(rounds, NameOf(file), "milliseconds", "time", file.Size, Unit.Milliseconds, Names.Module);
            findings.AddSeries(rounds, NameOf(file), "floor", "time", file.Size, Unit.Milliseconds, "raw endpoint");
            findings.AddSeries(rounds, NameOf(file), "peak", "peak memory", file.Size, Unit.Bytes, Names.Module);
        }

        findings.Remark($"Sizes are bytes of content. As JSON numbers, the content is about 3.6 times as large in transit, and an asset repeats it. {MemoryGrowth.Description}");
        RecordSpeed(findings, rounds, large);
        RecordMemory(findings, rounds, small, large);
    }

    /// <summary>Prepares everything before the first round.</summary>
    protected abstract Task PrepareAsync(SandboxServer server, IReadOnlyList<BinaryFile> files);

    /// <summary>The work to measure.</summary>
    protected abstract Contestant Contestant(BenchmarkContext context, SandboxServer server, BinaryFile warmUp, BinaryFile file);

    protected static string NameOf(BinaryFile file) => Figures.Exact(file.Size, Unit.Bytes);

    private void RecordSpeed(Findings findings, Rounds rounds, BinaryFile file)
    {
        var times = rounds.Values(NameOf(file), "milliseconds");
        var floor = rounds.Values(NameOf(file), "floor");
        var speed = Summary.Of(times.Select(milliseconds => file.Size / milliseconds * 1000));
        var detail = $"{Figures.Text(Summary.Of(times).Median, Unit.Milliseconds)} against {Figures.Text(Summary.Of(floor).Median, Unit.Milliseconds)}";
        findings.Record(_speed, speed, detail, RoundByRound.Ratio(times, floor));
    }

    private void RecordMemory(Findings findings, Rounds rounds, BinaryFile small, BinaryFile large)
    {
        var (least, most) = (rounds.Values(NameOf(small), "peak"), rounds.Values(NameOf(large), "peak"));
        var bare = Summary.Of(rounds.Values(Names.Bare, "peak")).Median;
        findings.Record(
            _memory, RoundByRound.Difference(most, least),
            $"{Figures.Text(Summary.Of(most).Median, Unit.Bytes)} against {Figures.Text(Summary.Of(least).Median, Unit.Bytes)}; bare `pwsh` {Figures.Text(bare, Unit.Bytes)}");
    }
}
