using System.Diagnostics;
using PiecesOs.Trust.Tests.Faults;
using PiecesOs.Trust.Tests.Matrix;
using PiecesOs.Trust.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Trust.Tests;

/// <summary>Every cmdlet that sends requests is tested with every fault. A normal test run uses a sample.</summary>
[Collection(TrustCollection.Name)]
public sealed class MatrixTests(TrustRun run, ITestOutputHelper output)
{
    /// <summary>Prefixes of temporary files of the tests, of .NET and of killed processes.</summary>
    private static readonly string[] s_otherPrefixes = ["pieces-tests-", "pieces-trust-", "dotnet-diagnostic-", "clr-debug-pipe-", "CoreFxPipe_"];

    private const int SampleOfEach = 1;

    [Fact]
    public async Task Every_cmdlet_survives_every_fault()
    {
        var unobserved = new List<string>();
        void Keep(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Add(e.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Keep;

        // Whatever test comes first loads the engine, the module and the network stack, which keep handles open.
        await FaultMatrix.RunAsync(run.Seed, SampleOfEach, [OperationList.All.First(static operation => operation.Cmdlet == "Get-PiecesAsset")]);
        var handles = OpenHandles();

        var results = await FaultMatrix.RunAsync(run.Seed, run.IsComplete ? null : SampleOfEach, OperationList.All);

        var leaks = new TrialResult("leaks", "handles, tasks and temporary files of all trials");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        TaskScheduler.UnobservedTaskException -= Keep;
        foreach (var task in unobserved)
            leaks.Problems.Add($"a task failed unnoticed: {task}");
        foreach (var file in Directory.GetFileSystemEntries(Initialize.TemporaryFolder).Where(static path => !s_otherPrefixes.Any(Path.GetFileName(path).StartsWith)))
            leaks.Problems.Add($"a temporary file is left: {file}");
        output.WriteLine(FormattableString.Invariant($"{handles} handles before, {OpenHandles()} after."));
        if (OpenHandles() > handles + 20)
            leaks.Problems.Add(FormattableString.Invariant($"{OpenHandles()} handles are open, {handles} before"));
        run.Report([.. results, leaks], output.WriteLine);
    }

    /// <summary>A transcript contains text that no stream contains: what is written to the host.</summary>
    [Fact]
    public async Task A_transcript_contains_no_secret()
    {
        await using var environment = await TrialEnvironment.StartAsync();
        using var folder = new TemporaryFolder();
        var faults = FaultList.All.Where(static fault => fault.Name.Contains("repeats the credentials")).ToArray();
        var results = new List<TrialResult>();
        foreach (var operation in OperationList.All.Where(static operation => operation is { Watches: false, IsBatch: false }))
        {
            foreach (var fault in faults)
            {
                var trial = new TrialResult("transcript", $"{operation} | {fault.Name}");
                await using var server = new FaultServer(environment.Http, environment.Sandbox);
                environment.Connect(server.Address, 30);
                server.EnableForAll(fault, run.Seed);
                var file = folder.PathOf($"{results.Count}.txt");
                environment.Session.Run($"$null = Start-Transcript '{file}'; {operation.Script} *>&1 | Out-Default; $null = Stop-Transcript");
                environment.Disconnect();
                var text = await File.ReadAllTextAsync(file);
                if (Secrets.FoundIn(text) is { } form)
                {
                    trial.Secrets++;
                    trial.Problems.Add($"the transcript has {form}");
                }

                if (server.FaultCount == 0)
                    trial.Problems.Add("no request met the fault");
                results.Add(trial);
                if (!run.IsComplete && results.Count == 6)
                {
                    run.Report(results, output.WriteLine);
                    return;
                }
            }
        }

        run.Report(results, output.WriteLine);
    }

    [Fact]
    public void Every_exported_cmdlet_is_tested_or_excluded_for_a_reason()
    {
        using var session = new PowerShellSession();

        var exported = session.Run("(Get-Module PiecesOs).ExportedCmdlets.Keys").OutputAs<string>();

        var listed = OperationList.All.Select(static operation => operation.Cmdlet).Concat(OperationList.Excluded.Keys).ToArray();
        exported.Except(listed).ShouldBeEmpty("Add a line for this cmdlet to All in Matrix/OperationList.cs, or to Excluded with the reason.");
        listed.Except(exported).ShouldBeEmpty("Matrix/OperationList.cs has a line for a cmdlet that does not exist.");
    }

    /// <summary>Counts the open file descriptors where the system lists them, and the handles of the process elsewhere.</summary>
    private static int OpenHandles()
    {
        if (Directory.Exists("/proc/self/fd"))
            return Directory.GetFileSystemEntries("/proc/self/fd").Length;
        using var process = Process.GetCurrentProcess();
        return process.HandleCount;
    }
}
