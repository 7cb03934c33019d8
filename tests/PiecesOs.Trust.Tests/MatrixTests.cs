using System.Diagnostics;
using PiecesOs.Trust.Tests.Faults;
using PiecesOs.Trust.Tests.Matrix;
using PiecesOs.Trust.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Trust.Tests;

/// <summary>Every cmdlet that sends requests meets every fault; an ordinary run tries a sample.</summary>
[Collection(TrustCollection.Name)]
public sealed class MatrixTests(TrustRun run, ITestOutputHelper output)
{
    /// <summary>How the temporary files of the tests, of .NET itself and of killed processes begin.</summary>
    private static readonly string[] s_ofOthers = ["pieces-tests-", "pieces-trust-", "dotnet-diagnostic-", "clr-debug-pipe-", "CoreFxPipe_"];

    private const int SampleOfEach = 1;

    [Fact]
    public async Task Every_cmdlet_survives_every_fault()
    {
        var unobserved = new List<string>();
        void Keep(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Add(e.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Keep;
        var handles = OpenHandles();

        var results = await FaultMatrix.RunAsync(run.Seed, run.IsWhole ? null : SampleOfEach, OperationList.All);

        var leaks = new TrialResult("leaks", "handles, tasks and temporary files of all trials");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        TaskScheduler.UnobservedTaskException -= Keep;
        foreach (var task in unobserved)
            leaks.Problems.Add($"a task failed unnoticed: {task}");
        foreach (var file in Directory.GetFileSystemEntries(Initialize.TemporaryFolder).Where(static path => !s_ofOthers.Any(Path.GetFileName(path).StartsWith)))
            leaks.Problems.Add($"a temporary file is left: {file}");
        output.WriteLine(FormattableString.Invariant($"{handles} handles before, {OpenHandles()} after."));
        if (OpenHandles() > handles + 20)
            leaks.Problems.Add(FormattableString.Invariant($"{OpenHandles()} handles are open, {handles} before"));
        run.Report([.. results, leaks], output.WriteLine);
    }

    /// <summary>A transcript has what no stream keeps: the text that the host is given.</summary>
    [Fact]
    public async Task No_secret_is_in_a_transcript()
    {
        await using var station = await Station.StartAsync();
        using var folder = new TemporaryFolder();
        var faults = FaultList.All.Where(static fault => fault.Name.Contains("repeats the credentials")).ToArray();
        var results = new List<TrialResult>();
        foreach (var operation in OperationList.All.Where(static operation => operation is { Watches: false, IsBatch: false }))
        {
            foreach (var fault in faults)
            {
                var trial = new TrialResult("transcript", $"{operation} | {fault.Name}");
                await using var server = new FaultServer(station.Http, station.Sandbox);
                station.Connect(server.Address, 30);
                server.ArmAll(fault, run.Seed);
                var file = folder.PathOf($"{results.Count}.txt");
                station.Session.Run($"$null = Start-Transcript '{file}'; {operation.Script} *>&1 | Out-Default; $null = Stop-Transcript");
                station.Disconnect();
                var text = await File.ReadAllTextAsync(file);
                if (Secrets.FoundIn(text) is { } form)
                {
                    trial.Secrets++;
                    trial.Problems.Add($"the transcript has {form}");
                }

                if (server.Met == 0)
                    trial.Problems.Add("no request met the fault");
                results.Add(trial);
                if (!run.IsWhole && results.Count == 6)
                {
                    run.Report(results, output.WriteLine);
                    return;
                }
            }
        }

        run.Report(results, output.WriteLine);
    }

    [Fact]
    public void Every_exported_cmdlet_is_tried_or_excluded_for_a_reason()
    {
        using var session = new PowerShellSession();

        var exported = session.Run("(Get-Module PiecesOs).ExportedCmdlets.Keys").OutputAs<string>();

        exported.Order().ShouldBe(OperationList.All.Select(static operation => operation.Cmdlet).Concat(OperationList.Excluded.Keys).Distinct().Order());
    }

    /// <summary>Where the system lists them; elsewhere the handles of the process.</summary>
    private static int OpenHandles()
    {
        if (Directory.Exists("/proc/self/fd"))
            return Directory.GetFileSystemEntries("/proc/self/fd").Length;
        using var process = Process.GetCurrentProcess();
        return process.HandleCount;
    }
}
