using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PiecesOs.Trust.Tests.Matrix;
using PiecesOs.Trust.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Trust.Tests;

public sealed class MatrixTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_cmdlet_survives_every_fault()
    {
        var only = Environment.GetEnvironmentVariable("TRUST_ONLY");
        var operations = OperationList.All.Where(operation => only is null || operation.Script.Contains(only)).ToArray();
        var clock = Stopwatch.StartNew();
        var all = Environment.GetEnvironmentVariable("TRUST_ALL") is not null;
        var results = await FaultMatrix.RunAsync(20261126, all ? null : 3, operations);
        foreach (var result in results.Where(static result => !result.IsSurvived))
            output.WriteLine(result.ToString());
        output.WriteLine($"{results.Count} trials, {results.Count(static result => !result.IsSurvived)} failed, {clock.Elapsed}");
        await File.WriteAllLinesAsync("/tmp/w/trust-out.txt", results.Select(r => $"{(r.IsSurvived ? "ok" : "FAIL")} {r.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} {r}"), new System.Text.UTF8Encoding(false, false));
        results.ShouldAllBe(static result => result.IsSurvived);
    }
}
