using PiecesOs.Benchmarks.Floors;
using PiecesOs.Benchmarks.Inputs;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>Saves many small files on a server that processes each one slowly.</summary>
internal sealed class CreateScenario() : Scenario("create", "Many files saved at once")
{
    private const int Many = 8;

    private static readonly Measure s_parallel = new("create-parallel", "500 files through `New-PiecesAsset`, 20 ms a request: how much faster with `-ThrottleLimit 8` than with 1", Bar.AtLeast(6, Unit.Times)) { IsHeadline = true };

    public override IReadOnlyList<Measure> Measures => [s_parallel];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var folder = context.Paths.EmptyFolder("create");
        SmallFiles.Write(folder, context.Sizes.Files);
        var contents = $"{ContentsDigest.OfFolder(folder)}";
        await using var server = await context.StartSandboxAsync();
        await server.AddFaultAsync("""{"method":"POST","path":"/assets/create","delayMs":20}""");

        Contestant Contestant(int limit) => context
            .Pwsh(NameOf(limit), "create-files", server, "-Module", context.Paths.Module, "-Folder", folder, "-ThrottleLimit", limit)
            .With(server.ResetAsync, _ => Check.Same(ContentsOf(server), contents, $"{NameOf(limit)}: hash of what the server holds"));
        var rounds = await context.RunAsync(Contestant(1), Contestant(Many));

        findings.AddSeries(rounds, NameOf(1), "milliseconds", "time", context.Sizes.Files, Unit.Milliseconds);
        findings.AddSeries(rounds, NameOf(Many), "milliseconds", "time", context.Sizes.Files, Unit.Milliseconds);
        var (one, many) = (rounds.Values(NameOf(1), "milliseconds"), rounds.Values(NameOf(Many), "milliseconds"));
        findings.Record(
            s_parallel, RoundByRound.Ratio(one, many),
            $"{Figures.Text(Summary.Of(many).Median, Unit.Milliseconds)} against {Figures.Text(Summary.Of(one).Median, Unit.Milliseconds)}");
    }

    private static string ContentsOf(SandboxServer server) => ListReference.Read(new Uri(server.Address, "assets")).Contents;

    private static string NameOf(int limit) => FormattableString.Invariant($"-ThrottleLimit {limit}");
}
