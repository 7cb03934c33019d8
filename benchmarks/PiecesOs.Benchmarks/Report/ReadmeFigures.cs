namespace PiecesOs.Benchmarks.Report;

/// <summary>Writes the main figures between two markers in README.md, so that they always match the report.</summary>
internal static class ReadmeFigures
{
    private const string Start = "<!-- figures: written by ./build.sh bench -->\n";
    private const string End = "<!-- end of figures -->";

    public static void Update(string path, BenchmarkRun run) => File.WriteAllText(path, Replace(File.ReadAllText(path), run));

    public static string Replace(string readme, BenchmarkRun run)
    {
        var start = readme.IndexOf(Start, StringComparison.Ordinal);
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        if (start < 0 || end < start)
            throw new FormatException("README.md does not contain the markers that enclose the figures.");
        return readme[..(start + Start.Length)] + Figures(run) + readme[end..];
    }

    private static string Figures(BenchmarkRun run) =>
        MarkdownTable.Of(
            ["measure", "target", "measured"],
            run.Rows.Where(row => row.Measure.IsHeadline).Select(row => new[] { row.Measure.Text, row.Measure.BarText, row.IsReached || row.Value is null ? row.ValueText : $"{row.ValueText}: not reached" }))
        + $"\nMeasured on {run.About("Processor")}, {run.About("Cores")} cores, {run.About("System")}, PowerShell {run.About("PowerShell")}, at commit {run.About("Commit")}.\n\n"
        + "![Time and peak memory of reading the whole list, by number of assets](benchmarks/growth.svg)\n";
}
