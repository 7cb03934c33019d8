using System.Globalization;
using System.Text;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Report;

/// <summary>Writes the report as Markdown.</summary>
internal static class ReportWriter
{
    public static string Write(BenchmarkRun run, NotesFile notes)
    {
        var report = new StringBuilder("# Benchmarks\n\n");
        report.Append("Written by `./build.sh bench`; how it measures is in [README.md](README.md), the raw numbers are in [results.json](results.json).\n\n");
        if (run.IsQuick)
            report.Append("**A quick run with small sizes: it shows that everything works. The numbers mean nothing.**\n\n");
        report.Append(MarkdownTable.Of(["measured on", ""], run.Machine.Select(fact => new[] { fact.Key, fact.Value })));
        AppendResults(report, run.Rows);
        AppendNotReached(report, run.Rows.Where(row => !row.IsReached), notes);
        report.Append("\n## Growth\n\n![Time and peak memory by number of assets](growth.svg)\n");
        foreach (var findings in run.Findings)
            AppendDetails(report, findings);
        return report.ToString();
    }

    private static void AppendResults(StringBuilder report, IReadOnlyList<Row> rows)
    {
        report.Append("\n## Results\n\n");
        report.Append("Medians, with the range over the rounds in brackets. A ratio or difference is formed within each round first.\n\n");
        report.Append(MarkdownTable.Of(
            ["measure", "bar", "measured", "how it comes about", "reached"],
            rows.Select(row => new[] { row.Measure.Text, row.Measure.BarText, row.ValueText, row.Detail, Verdict(row) })));
        report.Append(CultureInfo.InvariantCulture, $"\n{rows.Count(row => row.IsReached)} of {rows.Count} reached.\n");
    }

    private static void AppendNotReached(StringBuilder report, IEnumerable<Row> rows, NotesFile notes)
    {
        var missed = rows.ToList();
        if (missed.Count == 0)
            return;
        report.Append("\n## Not reached\n");
        foreach (var row in missed)
        {
            var note = notes.Of(row.Measure.Id) ?? "There is no note on this one yet.";
            report.Append($"\n### {row.Measure.Text}\n\nMeasured: {row.ValueText}. Bar: {row.Measure.BarText}. {note}\n");
        }
    }

    private static void AppendDetails(StringBuilder report, Findings findings)
    {
        report.Append($"\n## {findings.Title}\n\n");
        if (findings.Failure is { } failure)
            report.Append($"**Ended early: {failure}.**\n\n");
        if (findings.Series.Count > 0)
            report.Append(MarkdownTable.Of(["contestant", "what", "assets or bytes", "median", "range", "rounds"], findings.Series.Select(Cells)));
        foreach (var remark in findings.Remarks)
            report.Append($"\n{remark}\n");
    }

    private static IReadOnlyList<string> Cells(Series series)
    {
        var summary = Summary.Of(series.Values);
        return
        [
            series.Contestant, series.What, series.Size == 0 ? "" : Figures.Count(series.Size),
            Figures.Text(summary.Median, series.Unit), Figures.Range(summary, series.Unit), Figures.Count(summary.Count),
        ];
    }

    private static string Verdict(Row row) => (row.IsReached, row.Value) switch
    {
        (true, _) => "yes",
        (false, null) => "not measured",
        _ => "**no**",
    };
}
