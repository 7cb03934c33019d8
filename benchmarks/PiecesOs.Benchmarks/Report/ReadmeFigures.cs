namespace PiecesOs.Benchmarks.Report;

/// <summary>Writes the main figures, and the requests of jobs, between markers in README.md, so that they always match the report.</summary>
internal static class ReadmeFigures
{
    private const string FiguresStart = "<!-- figures: written by ./build.sh bench -->\n";
    private const string FiguresEnd = "<!-- end of figures -->";
    private const string RequestsStart = "<!-- requests: written by ./build.sh bench -->\n";
    private const string RequestsEnd = "<!-- end of requests -->";

    /// <summary>Updates the requests of jobs, which are the same on every machine, and the figures if the run is complete.</summary>
    public static void Update(string path, BenchmarkRun run, bool isComplete)
    {
        var readme = File.ReadAllText(path);
        var updated = Replace(isComplete ? ReplaceFigures(readme, run) : readme, RequestsStart, RequestsEnd, Requests(run));
        if (updated != readme)
            File.WriteAllText(path, updated);
    }

    public static string ReplaceFigures(string readme, BenchmarkRun run) => Replace(readme, FiguresStart, FiguresEnd, Figures(run));

    public static string ReplaceRequests(string readme, BenchmarkRun run) => Replace(readme, RequestsStart, RequestsEnd, Requests(run));

    private static string Replace(string readme, string startMarker, string endMarker, string? content)
    {
        if (content is null)
            return readme;
        var start = readme.IndexOf(startMarker, StringComparison.Ordinal);
        var end = readme.IndexOf(endMarker, StringComparison.Ordinal);
        if (start < 0 || end < start)
            throw new FormatException($"README.md does not contain the markers {startMarker.TrimEnd()} and {endMarker}.");
        return readme[..(start + startMarker.Length)] + content + readme[end..];
    }

    private static string Figures(BenchmarkRun run) =>
        MarkdownTable.Of(
            ["measure", "depends on", "target", "measured"],
            run.Rows.Where(row => row.Measure.IsHeadline).Select(row => new[]
            {
                row.Measure.Text, row.Measure.SubjectText, row.Measure.BarText,
                row.IsReached || row.Value is null ? row.ValueText : $"{row.ValueText}: not reached",
            }))
        + $"\nMeasured on {run.About("Processor")}, {run.About("Cores")} cores, {run.About("System")}, PowerShell {run.About("PowerShell")}, at commit {run.About("Commit")}.\n\n"
        + "![Time and peak memory of reading the whole list, by number of assets](benchmarks/growth.svg)\n";

    /// <summary>The table of requests; <see langword="null"/> if the run did not count them.</summary>
    private static string? Requests(BenchmarkRun run)
    {
        var costs = run.Findings.SelectMany(static findings => findings.Costs).ToList();
        return costs.Count == 0 ? null : CostTable.Of(costs) + $"\nCounted at commit {run.About("Commit")}.\n";
    }
}
