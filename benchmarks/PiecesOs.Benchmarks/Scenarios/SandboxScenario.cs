using System.Diagnostics;
using System.Text.Json;
using PiecesOs.Benchmarks.Floors;
using PiecesOs.Benchmarks.Inputs;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The response time of the sandbox, measured by a client without any other work.</summary>
internal sealed class SandboxScenario() : Scenario("sandbox", "The sandbox")
{
    private const int Drains = 10;

    private static readonly Measure s_search = new("sandbox-search", "sandbox: `GET /assets/search` with two misspelled words in 100,000 assets, median", Bar.Under(20, Unit.Milliseconds)) { Subject = Subject.Sandbox };
    private static readonly Measure s_stream = new("sandbox-stream", "sandbox: `GET /assets`", Bar.AtLeast(300e6, Unit.BytesPerSecond)) { Subject = Subject.Sandbox };

    public override IReadOnlyList<Measure> Measures => [s_search, s_stream];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        Stream(await context.Libraries.OfAsync(context.Sizes.List), findings);
        await SearchAsync(context, findings);
    }

    private static void Stream(Library library, Findings findings)
    {
        Drain.ToNowhere(library.List);
        var transfers = Enumerable.Range(0, Drains).Select(_ => Drain.ToNowhere(library.List)).ToArray();
        foreach (var transfer in transfers)
            Check.Same(transfer.Bytes, library.Expected.Bytes, "drained bytes");

        var times = transfers.Select(transfer => transfer.Milliseconds).ToArray();
        findings.Add(new Series(Names.Drain, "GET /assets", library.Count, Unit.Milliseconds, times));
        findings.Record(s_stream, Summary.Of(times.Select(time => library.Expected.Bytes / time * 1000)), Figures.Text(library.Expected.Bytes, Unit.Bytes));
    }

    private static async Task SearchAsync(BenchmarkContext context, Findings findings)
    {
        var library = await context.Libraries.OfAsync(context.Sizes.Search);
        using var client = new HttpClient { BaseAddress = library.Server.Address };
        await FindAsync(client, "retyr backof");

        var times = new List<double>();
        var found = 0;
        foreach (var query in MisspelledQueries.Make(context.Sizes.Queries))
        {
            var clock = Stopwatch.StartNew();
            var hits = await FindAsync(client, query);
            times.Add(clock.Elapsed.TotalMilliseconds);
            found += hits > 0 ? 1 : 0;
        }

        findings.Add(new Series("HttpClient", "fuzzy search", library.Count, Unit.Milliseconds, times));
        findings.Remark($"{found} of {times.Count} misspelled queries had results; 95 of 100 took less than {Figures.Text(times.Order().ElementAt(times.Count * 95 / 100), Unit.Milliseconds)}.");
        findings.Record(s_search, Summary.Of(times), $"{times.Count} queries, each once, with the complete response read");
    }

    private static async Task<int> FindAsync(HttpClient client, string query)
    {
        var answer = await client.GetByteArrayAsync(new Uri("assets/search?query=" + Uri.EscapeDataString(query), UriKind.Relative));
        using var hits = JsonDocument.Parse(answer);
        return hits.RootElement.GetProperty("iterable").GetArrayLength();
    }
}
