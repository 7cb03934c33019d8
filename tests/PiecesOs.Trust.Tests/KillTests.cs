using System.Collections.Concurrent;
using System.Text.Json;
using PiecesOs.Trust.Tests.Matrix;
using PiecesOs.Trust.Tests.Support;
using Xunit;

namespace PiecesOs.Trust.Tests;

/// <summary>The sandbox or an exporting process is killed during its work.</summary>
[Collection(TrustCollection.Name)]
public sealed class KillTests(TrustRun run, ITestOutputHelper output)
{
    private const int Inputs = 60;

    [Fact]
    public async Task Killing_the_sandbox_loses_or_duplicates_nothing()
    {
        string[] scripts =
        [
            "1..60 | ForEach-Object { [pscustomobject]@{ Text = \"Get-Date # $_\"; Name = \"asset $_\" } } | New-PiecesAsset -ThrottleLimit 8",
            "Get-PiecesAsset -NoContent | Remove-PiecesAsset -PassThru -Confirm:$false",
            "Get-PiecesAsset -NoContent | New-PiecesLink -ThrottleLimit 8 -Confirm:$false",
        ];
        await RunAsync(run.IsComplete ? 12 : 1, (session, round) =>
            KillSandboxAsync(session, scripts[round % scripts.Length], round % scripts.Length, new Random(run.Seed + round), run.Seed + round));
    }

    [Fact]
    public Task Killing_or_stopping_an_export_keeps_the_earlier_export_valid() =>
        RunAsync(run.IsComplete ? 12 : 1, (session, round) => EndExportAsync(session, isKilled: round % 2 == 0, run.Seed + round));

    /// <summary>Runs several rounds at a time, because they mostly wait.</summary>
    private async Task RunAsync(int rounds, Func<PowerShellSession, int, Task<TrialResult>> trial)
    {
        var results = new ConcurrentBag<TrialResult>();
        await Parallel.ForEachAsync(Enumerable.Range(0, rounds), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (round, _) =>
        {
            using var session = new PowerShellSession();
            results.Add(await trial(session, round));
        });
        run.Report(results, output.WriteLine);
    }

    private static async Task<TrialResult> KillSandboxAsync(PowerShellSession session, string script, int job, Random random, int seed)
    {
        var trial = new TrialResult("sandbox killed under load", FormattableString.Invariant($"{script} | seed {seed}"));
        using var folder = new TemporaryFolder();
        var data = folder.PathOf("data.db");
        var sandbox = await SandboxServer.StartProcessAsync("--data", data);
        if (job > 0)
            await sandbox.AdminAsync(HttpMethod.Post, ".sandbox/sample", new { count = Inputs, seed });
        session.Run("$null = Connect-PiecesOs $uri -TimeoutSec 10", ("uri", sandbox.Address));
        var call = session.Script(script);
        var killAt = random.Next(10, Inputs - 8);
        var reported = new List<object?>();
        Task? killed = null;
        call.OnOutput(item =>
        {
            reported.Add(item);
            if (reported.Count == killAt)
                killed = sandbox.KillAsync();
        });
        var result = await call.RunAsync().WaitAsync(Patience.Limit);
        await killed!;
        await sandbox.DisposeAsync();

        var ids = CommandOutput.ErrorIds(result);
        foreach (var id in ids.Where(static id => id is not ("OutcomeUnknown" or "ServerNotFound" or "ConnectionLost" or "MalformedResponse")).Distinct())
            trial.Problems.Add($"{id} is not an error that a killed server causes");
        if (reported.Count + ids.Count != Inputs)
            trial.Problems.Add($"{reported.Count} results and {ids.Count} errors for {Inputs} inputs");

        await using var again = await SandboxServer.StartAsync("--data", data);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = again.Address };
        var unsure = ids.Count(static id => id != "ServerNotFound");
        if (job == 2)
            await CheckAsync(http, "shares?transferables=false", reported, isThere: true, Inputs, unsure, trial);
        else
            await CheckAsync(http, "assets?transferables=false", reported, isThere: job == 0, Inputs, unsure, trial);

        session.Run("$null = Connect-PiecesOs $uri", ("uri", again.Address));
        if (CommandOutput.ErrorIds(session.Run("Get-PiecesAssetIdentifier")) is [var problem, ..])
            trial.Problems.Add($"the session cannot be used afterward: {problem}");
        session.Run("Disconnect-PiecesOs");
        return trial;
    }

    /// <summary>Every reported change was made once, and no more changes were made than were reported or have an unknown outcome.</summary>
    private static async Task CheckAsync(HttpClient http, string path, List<object?> reported, bool isThere, int inputs, int unsure, TrialResult trial)
    {
        using var list = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
        var there = list.RootElement.GetProperty("iterable").EnumerateArray().Select(static item => item.GetProperty("id").GetString()!).ToArray();
        var claimed = reported.Select(static item => System.Management.Automation.PSObject.AsPSObject(item!).Properties["Id"].Value.ToString()!).ToHashSet();
        trial.Lost += isThere ? claimed.Except(there).Count() : claimed.Intersect(there).Count();
        var done = isThere ? there.Length : inputs - there.Length;
        trial.Doubled += there.Length - there.Distinct().Count() + Math.Max(0, done - claimed.Count - unsure);
        if (trial.Lost + trial.Doubled > 0)
            trial.Problems.Add($"{claimed.Count} reported, {unsure} unsure, {done} done: {trial.Lost} lost, {trial.Doubled} doubled");
    }

    private static async Task<TrialResult> EndExportAsync(PowerShellSession session, bool isKilled, int seed)
    {
        const int before = 40;
        const int after = 70;
        var trial = new TrialResult(isKilled ? "export killed" : "export stopped", FormattableString.Invariant($"seed {seed}"));
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        await using var sandbox = await SandboxServer.StartAsync();
        await using var empty = await SandboxServer.StartAsync();
        await sandbox.AdminAsync(HttpMethod.Post, ".sandbox/sample", new { count = before, seed, contentBytes = 20_000 });
        var script = $"Export-PiecesLibrary '{folder.PathOf("export")}' -Connection '{sandbox.Address}' -Confirm:$false";
        Fail(session.Run(script), "the first export");
        await sandbox.AdminAsync(HttpMethod.Post, ".sandbox/sample", new { count = after - before, seed, contentBytes = 20_000 });
        await sandbox.SetPaceAsync(0.05);

        if (isKilled)
        {
            using var child = await ChildSession.StartAsync(script);
            await Task.Delay(random.Next(0, 600));
            child.Kill();
            await child.WaitForExitAsync();
        }
        else
        {
            var call = session.Script(script);
            var running = call.RunAsync();
            await Task.Delay(random.Next(0, 400));
            call.Stop();
            await running.WaitAsync(Patience.Limit);
        }

        // The folder contains a valid export: the earlier one, or the new one if it was completed.
        var imported = session.Run($"Import-PiecesLibrary '{folder.PathOf("export")}' -Connection '{empty.Address}' -Confirm:$false");
        Fail(imported, "the import of what was left");
        if (imported.Output.Count is not (before or after))
            trial.Problems.Add($"{imported.Output.Count} assets in what was left");

        // The next export ignores incomplete files, and its import adds only what is new.
        await sandbox.SetPaceAsync(0);
        Fail(session.Run(script), "the next export");
        Fail(session.Run($"Import-PiecesLibrary '{folder.PathOf("export")}' -Connection '{empty.Address}' -Confirm:$false"), "the import of the next export");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var wanted = ServerContents.WithoutNames(await ServerContents.ReadAsync(http, sandbox.Address, cloudflare: false));
        var there = ServerContents.WithoutNames(await ServerContents.ReadAsync(http, empty.Address, cloudflare: false));
        trial.Lost += ServerContents.Excess(wanted, there).Count;
        trial.Doubled += ServerContents.Excess(there, wanted).Count;
        if (trial.Lost + trial.Doubled > 0)
            trial.Problems.Add($"the imported library differs: {string.Join(", ", ServerContents.Difference(wanted, there).Take(5))}");
        if (Directory.EnumerateFiles(folder.PathOf("export"), "*", SearchOption.AllDirectories).Any(static file => file.EndsWith(".partial", StringComparison.Ordinal) || file.EndsWith(".next", StringComparison.Ordinal)))
            trial.Problems.Add("partial files are left");
        return trial;

        void Fail(CommandResult result, string what)
        {
            if (CommandOutput.ErrorIds(result) is [var id, ..])
                trial.Problems.Add($"{what} failed: {id} {result.Errors.FirstOrDefault()}");
        }
    }
}
