using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PiecesOs.Trust.Tests.Matrix;
using PiecesOs.Trust.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Trust.Tests;

/// <summary>Every cmdlet that sends requests meets every fault; an ordinary run tries a sample.</summary>
[Collection(TrustCollection.Name)]
public sealed class MatrixTests(TrustRun run, ITestOutputHelper output)
{
    private const int SampleOfEach = 3;

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
        foreach (var file in Directory.GetFileSystemEntries(Initialize.TemporaryFolder).Where(static path => !Path.GetFileName(path).StartsWith("pieces-tests-", StringComparison.Ordinal)))
            leaks.Problems.Add($"a temporary file is left: {file}");
        output.WriteLine(FormattableString.Invariant($"{handles} handles before, {OpenHandles()} after."));
        if (OpenHandles() > handles + 20)
            leaks.Problems.Add(FormattableString.Invariant($"{OpenHandles()} handles are open, {handles} before"));
        run.Report([.. results, leaks], output.WriteLine);
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
