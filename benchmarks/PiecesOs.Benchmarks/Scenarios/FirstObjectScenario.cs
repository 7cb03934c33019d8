using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>How soon there is something to see, whatever the list's size.</summary>
internal sealed class FirstObjectScenario() : Scenario("first", "The first object, warm")
{
    // The list may be long, the answer is not: a few calls tell.
    private const int Calls = 3;

    private static readonly Measure s_ofAll = new("first-of-all", "first object of `Get-PiecesAsset`, warm, at the slowest size", Bar.Under(30, Unit.Milliseconds)) { IsHeadline = true };
    private static readonly Measure s_alone = new("first-alone", "`Get-PiecesAsset | Select-Object -First 1`, start to end, warm, at the slowest size", Bar.Under(30, Unit.Milliseconds));

    public override IReadOnlyList<Measure> Measures => [s_ofAll, s_alone];

    public override async Task RunAsync(Lab lab, Findings findings)
    {
        var libraries = new List<Library>();
        foreach (var size in lab.Sizes.First)
            libraries.Add(await lab.Libraries.OfAsync(size));
        var rounds = await lab.RunAsync([.. libraries.Select(library => Contestant(lab, library))]);

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

    private static Contestant Contestant(Lab lab, Library library) => lab.Pwsh(
        NameOf(library), "first-object", library.Server,
        "-Module", lab.Paths.Module, "-Floors", lab.Paths.Floors, "-WarmUps", 1, "-Calls", Calls);

    private static string NameOf(Library library) => $"{Names.Module}, {Figures.Count(library.Count)} assets";
}
