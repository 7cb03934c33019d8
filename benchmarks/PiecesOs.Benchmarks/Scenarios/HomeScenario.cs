using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PiecesOs.Benchmarks.Floors;
using PiecesOs.Benchmarks.Inputs;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Sandboxes;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The local server as a lasting home: a large data file, after a start with it.</summary>
internal sealed class HomeScenario() : Scenario("home", "A lasting library of 100,000 assets and 5 GB")
{
    private const int Created = 200;

    private static readonly Measure s_start = new("home-start", "home: start with the data file, until the server listens", Bar.Under(1000, Unit.Milliseconds)) { Subject = Subject.Sandbox };
    private static readonly Measure s_list = new("home-list", "home: `GET /assets`", Bar.AtLeast(300e6, Unit.BytesPerSecond)) { Subject = Subject.Sandbox };
    private static readonly Measure s_search = new("home-search", "home: `GET /assets/search` with two misspelled words, median", Bar.Under(20, Unit.Milliseconds)) { Subject = Subject.Sandbox };
    private static readonly Measure s_searchTail = new("home-search-99", "home: `GET /assets/search` with two misspelled words, 99th percentile", Bar.Under(100, Unit.Milliseconds)) { Subject = Subject.Sandbox };
    private static readonly Measure s_create = new("home-create", "home: `POST /assets/create`, median", Bar.Under(20, Unit.Milliseconds)) { Subject = Subject.Sandbox };
    private static readonly Measure s_memory = new("home-memory", "home: peak memory of the server after all of this", Bar.Under(300e6, Unit.Bytes)) { Subject = Subject.Sandbox };
    private static readonly Measure s_file = new("home-file", "home: size of the data file relative to the contents", Bar.AtMost(5, Unit.Times)) { Subject = Subject.Sandbox };

    public override IReadOnlyList<Measure> Measures => [s_start, s_list, s_search, s_searchTail, s_create, s_memory, s_file];

    public override async Task RunAsync(BenchmarkContext context, Findings findings)
    {
        var sizes = context.Sizes;
        var data = Path.Combine(context.Paths.EmptyFolder("home"), "pieces.db");
        BenchmarkContext.Log($"filling a data file with {Figures.Count(sizes.Home)} assets");
        await using (var first = await SandboxServer.StartAsync(context.Paths.Sandbox, data))
            await first.FillAsync(sizes.Home, sizes.HomeContentBytes);

        await StartAsync(context, data, findings);
        await using (var server = await SandboxServer.StartAsync(context.Paths.Sandbox, data))
        {
            using var client = new HttpClient { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
            await SearchAsync(client, sizes, findings);
            await CreateAsync(client, sizes, findings);
            await ListAsync(client, server, sizes.Home + Created, findings);
            findings.Record(s_memory, Summary.Of([server.PeakMemory]), "one run");
        }

        // The log of SQLite is part of the file once the server has ended.
        var (file, contents) = (new FileInfo(data).Length, (double)sizes.Home * sizes.HomeContentBytes);
        findings.Record(s_file, Summary.Of([file / contents]), $"{Figures.Text(file, Unit.Bytes)} for {Figures.Text(contents, Unit.Bytes)}");
    }

    private static async Task StartAsync(BenchmarkContext context, string data, Findings findings)
    {
        var times = new List<double>();
        for (var round = 0; round < context.Sizes.Starts; round++)
        {
            var clock = Stopwatch.StartNew();
            await using var server = await SandboxServer.StartAsync(context.Paths.Sandbox, data);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        findings.Add(new Series("server", "start", context.Sizes.Home, Unit.Milliseconds, times));
        findings.Record(s_start, Summary.Of(times), "with the start of .NET");
    }

    private static async Task SearchAsync(HttpClient client, Sizes sizes, Findings findings)
    {
        var times = new List<double>();
        foreach (var query in MisspelledQueries.Make(sizes.Queries))
            times.Add(await TimeAsync(() => client.GetByteArrayAsync(new Uri("assets/search?transferables=false&query=" + Uri.EscapeDataString(query), UriKind.Relative))));
        findings.Add(new Series("HttpClient", "fuzzy search", sizes.Home, Unit.Milliseconds, times));
        findings.Record(s_search, Summary.Of(times), $"{times.Count} queries, each once, from the first one after the start");
        findings.Record(s_searchTail, Summary.Of([Percentile(times, 99)]), "of the same queries");
    }

    private static async Task CreateAsync(HttpClient client, Sizes sizes, Findings findings)
    {
        using var connected = await client.PostAsync(
            new Uri("connect", UriKind.Relative), Json("""{"application":{"name":"OPEN_SOURCE","platform":"LINUX","version":"1"}}"""));
        using var context = JsonDocument.Parse(await connected.Content.ReadAsStringAsync());
        var application = context.RootElement.GetProperty("application");
        var times = new List<double>();
        for (var number = 0; number < Created; number++)
        {
            var raw = string.Create(CultureInfo.InvariantCulture, $"Get-Item ./report-{number}.csv # created by the benchmark");
            var format = new { fragment = new { @string = new { raw } } };
            var seed = JsonSerializer.Serialize(new { type = "SEEDED_ASSET", asset = new { application, metadata = new { name = raw[9..] }, format } });
            times.Add(await TimeAsync(async () => (await client.PostAsync(new Uri("assets/create?transferables=false", UriKind.Relative), Json(seed))).EnsureSuccessStatusCode().Dispose()));
        }

        findings.Add(new Series("HttpClient", "create", sizes.Home, Unit.Milliseconds, times));
        findings.Record(s_create, Summary.Of(times), $"{times.Count} texts; 99 of 100 took less than {Figures.Text(Percentile(times, 99), Unit.Milliseconds)}");
    }

    private static async Task ListAsync(HttpClient client, SandboxServer server, int count, Findings findings)
    {
        using var identifiers = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri("assets/identifiers", UriKind.Relative)));
        Check.Same(identifiers.RootElement.GetProperty("iterable").GetArrayLength(), count, "assets");
        var transfer = Drain.ToNowhere(new Uri(server.Address, "assets"));
        findings.Add(new Series(Names.Drain, "GET /assets", count, Unit.Milliseconds, [transfer.Milliseconds]));
        findings.Record(s_list, Summary.Of([transfer.Bytes / transfer.Milliseconds * 1000]), Figures.Text(transfer.Bytes, Unit.Bytes));
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private static async Task<double> TimeAsync(Func<Task> call)
    {
        var clock = Stopwatch.StartNew();
        await call();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Percentile(List<double> values, int percent) => values.Order().ElementAt(Math.Min(values.Count - 1, values.Count * percent / 100));
}
