using System.Diagnostics;
using PiecesOs.Benchmarks.Inputs;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>
/// Common tasks on a server that is as slow as a real Pieces OS: 47 ms per asset before the first byte of a list, and 8 single
/// records per second. The number of requests determines the time, above all the number of lists.
/// </summary>
internal sealed class PaceScenario() : Scenario("pace", "Common jobs at the pace of a real Pieces OS")
{
    private const string List = "GET /assets";

    private static readonly Measure s_time = new("pace-names", "five cmdlets by name in one session, 2,000 assets at the pace of a real Pieces OS: time relative to one list", Bar.AtMost(1.25, Unit.Times)) { IsHeadline = true };

    private static readonly Measure s_lists = new("pace-lists", "number of requests for the list", Bar.AtMost(1, Unit.Requests));

    private static readonly (string Job, string Text)[] s_jobs =
    [
        ("list", "`Get-PiecesAsset -NoContent`"),
        ("names", "five cmdlets by name in one session"),
        ("again", "`Get-PiecesAsset`, then the contents of five assets by name"),
        ("missing", "five names that no asset has"),
        ("complete", "five completions of `Get-PiecesAsset -Id`"),
        ("export", "`Export-PiecesLibrary`"),
    ];

    public override IReadOnlyList<Measure> Measures => [s_time, s_lists];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        foreach (var assets in context.Sizes.Paced)
            await RunAsync(context, findings, assets);
    }

    private static async Task RunAsync(BenchmarkContext context, Findings findings, int assets)
    {
        await using var server = await context.StartSandboxAsync();
        await server.FillAsync(assets, contentBytes: 4096);
        var names = Path.Combine(context.Paths.EmptyFolder("pace-input"), "names.txt");
        await File.WriteAllLinesAsync(names, (await UniqueNames.ReadAsync(server)).Select(static asset => asset.Name));
        await server.SetPaceAsync(1);

        var requests = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        var lists = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        var jobs = s_jobs.Select(job => Counted(server, requests, lists, context.Pwsh(
            job.Text, "pace", server, "-Module", context.Paths.Module, "-Job", job.Job, "-Names", names, "-Folder", context.Paths.EmptyFolder("pace-" + job.Job))));
        var rounds = await context.RunAsync([DrainedList(server), .. jobs]);

        findings.AddSeries(rounds, Names.Drain, "milliseconds", "time of one list", assets, Unit.Milliseconds);
        foreach (var (_, text) in s_jobs.Where(job => rounds.Finished(job.Text)))
        {
            findings.AddSeries(rounds, text, "milliseconds", "time", assets, Unit.Milliseconds);
            findings.Add(new Series(text, "requests", assets, Unit.Requests, [.. requests[text]]));
            findings.Add(new Series(text, "of them lists of assets", assets, Unit.Requests, [.. lists[text]]));
        }

        var five = s_jobs[1].Text;
        var (job, floor) = (rounds.Values(five, "milliseconds"), rounds.Values(Names.Drain, "milliseconds"));
        findings.Record(
            s_time, RoundByRound.Ratio(job, floor),
            $"{Figures.Text(Summary.Of(job).Median, Unit.Milliseconds)} against {Figures.Text(Summary.Of(floor).Median, Unit.Milliseconds)}");
        findings.Record(s_lists, Summary.Of([.. lists[five]]), $"of {Figures.Text(Summary.Of([.. requests[five]]).Median, Unit.Requests)} in all");
    }

    private static Contestant Counted(
        SandboxServer server, Dictionary<string, List<double>> requests, Dictionary<string, List<double>> lists, Contestant contestant) => contestant with
    {
        RunAsync = async () =>
        {
            await server.ClearLogAsync();
            var result = await contestant.RunAsync();
            var log = await server.ReadLogAsync();
            Of(requests, contestant.Name).Add(log.Count);
            Of(lists, contestant.Name).Add(log.Count(static request => request == List));
            return result;
        },
    };

    private static List<double> Of(Dictionary<string, List<double>> counts, string name) => counts.TryGetValue(name, out var list) ? list : counts[name] = [];

    /// <summary>The minimum work for one list.</summary>
    private static Contestant DrainedList(SandboxServer server) => new(Names.Drain, async () =>
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(15) };
        var watch = Stopwatch.StartNew();
        using var response = await client.GetAsync(new Uri(server.Address, "assets?transferables=false"), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        await body.CopyToAsync(Stream.Null);
        return Measurement.Of("milliseconds", watch.Elapsed.TotalMilliseconds);
    });
}
