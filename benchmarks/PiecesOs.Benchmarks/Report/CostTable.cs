using PiecesOs.Benchmarks.Measures;

namespace PiecesOs.Benchmarks.Report;

/// <summary>The table of the requests and bytes of jobs.</summary>
internal static class CostTable
{
    public static string Of(IEnumerable<JobCost> costs) => MarkdownTable.Of(
        ["job", "requests", "least", "bytes sent", "least", "bytes received", "least", "bytes relative to the least"],
        costs.Select(Cells));

    private static IReadOnlyList<string> Cells(JobCost cost) =>
    [
        cost.Job,
        Figures.Count(cost.Own.Requests), Figures.Count(cost.Least.Requests),
        Figures.Count(cost.Own.Sent), Figures.Count(cost.Least.Sent),
        Figures.Count(cost.Own.Received), Figures.Count(cost.Least.Received),
        Figures.Text((double)cost.Own.Bytes / cost.Least.Bytes, Unit.Times),
    ];
}
