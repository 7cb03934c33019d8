using PiecesOs.Benchmarks.Measures;

namespace PiecesOs.Benchmarks.Report;

/// <summary>The contents of a report.</summary>
/// <param name="Machine">The machine and the versions.</param>
/// <param name="Findings">The results of each scenario.</param>
/// <param name="IsQuick">Whether the run was quick, so that its numbers are not meaningful.</param>
internal sealed record BenchmarkRun(IReadOnlyList<KeyValuePair<string, string>> Machine, IReadOnlyList<Findings> Findings, bool IsQuick)
{
    /// <summary>All rows, in order.</summary>
    public IReadOnlyList<Row> Rows => [.. Findings.SelectMany(findings => findings.Rows)];

    /// <summary>The value with this name in the machine table.</summary>
    public string About(string name) => Machine.FirstOrDefault(fact => fact.Key == name).Value ?? "unknown";
}
