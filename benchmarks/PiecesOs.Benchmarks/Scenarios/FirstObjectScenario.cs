using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The time to the first object, whatever the size of the list.</summary>
internal sealed class FirstObjectScenario() : Scenario("first", "The first object, warm")
{
    // The list can be long, but the response to the first object is short, so a few calls are enough.
    private const int Calls = 3;

    private static readonly Measure s_ofAll = new("first-of-all", "first object of `Get-PiecesAsset`, warm, at the slowest size", Bar.Under(30, Unit.Milliseconds)) { IsHeadline = true };
    private static readonly Measure s_alone = new("first-alone", "`Get-PiecesAsset | Select-Object -First 1`, start to end, warm, at the slowest size", Bar.Under(30, Unit.Milliseconds));

    public override IReadOnlyList<Measure> Measures => [s_ofAll, s_alone];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var libraries = new List<Library>();
        foreach (var size in context.Sizes.First)
            libraries.Add(await context.Libraries.OfAsync(size));
        var rounds = await context.RunAsync([.. libraries.Select(library => Contestant(context, library))]);

        foreach (var library in libraries)
        {
            var name = NameOf(library);
            findings.AddSeries(rounds, name, "ofAll", "first object, all others follow", library.Count, Unit.Milliseconds, Names.Module);
            findings.AddSeries(rounds, name, "alone", "first object alone", library.Count, Unit.Milliseconds, Names.Module);
        }

        RecordWorst(findings, rounds, s_ofAll, libraries, "ofAll");
        RecordWorst(findings, rounds, s_alone, libraries, "alone");
        foreach (var library in libraries)
            Check.SameList(library, rounds, NameOf(library));
    }

    private static void RecordWorst(Findings findings, Rounds rounds, Measure measure, List<Library> libraries, string member)
    {
        var (library, worst) = libraries.Select(library => (library, Summary.Of(rounds.Values(NameOf(library), member)))).MaxBy(pair => pair.Item2.Median);
        findings.Record(measure, worst, $"worst at {Figures.Count(library.Count)} assets");
    }

    private static Contestant Contestant(BenchmarkContext context, Library library) => context.Pwsh(
        NameOf(library), "first-object", library.Server,
        "-Module", context.Paths.Module, "-Floors", context.Paths.Floors, "-WarmUps", 1, "-Calls", Calls);

    private static string NameOf(Library library) => $"{Names.Module}, {Figures.Count(library.Count)} assets";
}
