using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Scenarios;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Verification;

namespace PiecesOs.Benchmarks;

/// <summary>Runs scenarios one after another. A failed scenario is reported and does not stop the others.</summary>
internal sealed class BenchmarkRunner(BenchmarkContext context)
{
    /// <summary>Whether every contestant did the work that was timed.</summary>
    public bool AllMatch { get; private set; } = true;

    public async Task<IReadOnlyList<Findings>> RunAsync(IEnumerable<Scenario> scenarios)
    {
        var all = new List<Findings>();
        foreach (var scenario in scenarios)
        {
            BenchmarkContext.Log(scenario.Title);
            var findings = new Findings(scenario.Name, scenario.Title, scenario.Measures);
            all.Add(findings);
            await RunAsync(scenario, findings);
            foreach (var row in findings.Rows)
                BenchmarkContext.Log($"  {(row.IsReached ? "reached" : "NOT reached")}: {row.Measure.Id}, {row.ValueText}; target: {row.Measure.BarText}");
        }

        return all;
    }

    private async Task RunAsync(Scenario scenario, Findings findings)
    {
        try
        {
            await scenario.RunAsync(context, findings);
        }
        catch (MismatchException e)
        {
            AllMatch = false;
            findings.Discard();
            Fail(findings, $"the contestants did different work: {e.Message}");
        }
        catch (Exception e) when (e is ContestantFailedException or IOException or HttpRequestException or InvalidOperationException)
        {
            Fail(findings, e.Message);
        }
    }

    private static void Fail(Findings findings, string reason)
    {
        findings.Failure = reason;
        BenchmarkContext.Log($"  FAILED: {reason}");
    }
}
