using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The time until a new session is ready.</summary>
internal sealed class StartScenario() : Scenario("start", "Import and first call")
{
    private const string Get = "bare HttpClient GET";
    private const string Both = "GET, then PiecesOs";

    private static readonly Measure s_import = new("start-import", "`Import-Module PiecesOs` in a fresh session", Bar.AtMost(40, Unit.Milliseconds)) { IsHeadline = true, Subject = Subject.Module };
    private static readonly Measure s_same = new("start-same-session", "first `Get-PiecesAsset -Id` after import: additional time compared with a bare `HttpClient` GET before it in the same session", Bar.AtMost(60, Unit.Milliseconds));
    private static readonly Measure s_fresh = new("start-fresh-session", "first `Get-PiecesAsset -Id` after import: additional time compared with a bare `HttpClient` GET, each in its own fresh session", Bar.AtMost(60, Unit.Milliseconds));

    public override IReadOnlyList<Measure> Measures => [s_import, s_same, s_fresh];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var library = await context.Libraries.OfAsync(context.Sizes.List);
        var rounds = await context.RunAsync(
            Contestant(context, Names.Module, library, "pieces"), Contestant(context, Get, library, "get"), Contestant(context, Both, library, "both"));

        Add(findings, rounds, Names.Module, "import", "import");
        Add(findings, rounds, Names.Module, "first", "first asset by id");
        Add(findings, rounds, Names.Module, "second", "second asset by id");
        Add(findings, rounds, Get, "get", "first GET");
        Add(findings, rounds, Both, "get", "first GET");
        Add(findings, rounds, Both, "first", "first asset by id, after that");

        var import = rounds.Values(Names.Module, "import");
        findings.Record(s_import, Summary.Of(import), "the module with all its files");
        Record(findings, s_same, rounds.Values(Both, "first"), rounds.Values(Both, "get"));
        Record(findings, s_fresh, rounds.Values(Names.Module, "first"), rounds.Values(Get, "get"));
        findings.Remark("The module finds the sandbox through `PIECES_OS_URL`. Its first call includes the search for the server. The GET is timed inside compiled code.");
    }

    private static void Add(Findings findings, Rounds rounds, string contestant, string member, string what) =>
        findings.AddSeries(rounds, contestant, member, what, 1, Unit.Milliseconds);

    private static void Record(Findings findings, Measure measure, double[] own, double[] bare) => findings.Record(
        measure, RoundByRound.Difference(own, bare),
        $"{Figures.Text(Summary.Of(own).Median, Unit.Milliseconds)} against {Figures.Text(Summary.Of(bare).Median, Unit.Milliseconds)}");

    private static Contestant Contestant(BenchmarkContext context, string name, Library library, string what) => context.Pwsh(
        name, "start", library.Server,
        "-Module", context.Paths.Module, "-Floors", context.Paths.Floors, "-Uri", library.Server.Address, "-Id", library.Expected.FirstId, "-What", what);
}
