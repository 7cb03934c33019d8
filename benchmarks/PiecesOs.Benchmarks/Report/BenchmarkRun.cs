using PiecesOs.Benchmarks.Measures;

namespace PiecesOs.Benchmarks.Report;

/// <summary>All that a report is made of.</summary>
/// <param name="Machine">On what it was measured, and what.</param>
/// <param name="Findings">What each scenario found.</param>
/// <param name="IsQuick">Whether the numbers mean nothing.</param>
internal sealed record BenchmarkRun(IReadOnlyList<KeyValuePair<string, string>> Machine, IReadOnlyList<Findings> Findings, bool IsQuick)
{
    /// <summary>All rows, in order.</summary>
    public IReadOnlyList<Row> Rows => [.. Findings.SelectMany(findings => findings.Rows)];

    /// <summary>What the machine says under a name.</summary>
    public string About(string name) => Machine.FirstOrDefault(fact => fact.Key == name).Value ?? "unknown";
}
