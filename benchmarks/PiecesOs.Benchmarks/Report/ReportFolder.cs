using PiecesOs.Benchmarks.Plots;
using PiecesOs.Benchmarks.Setup;

namespace PiecesOs.Benchmarks.Report;

/// <summary>The output folder of the report: next to the benchmarks if the run is complete, otherwise under out/, so that a partial report never replaces a complete one.</summary>
internal sealed class ReportFolder(RepositoryPaths paths, BenchmarkOptions options)
{
    private readonly string _folder = options.IsComplete ? paths.Benchmarks : paths.Work;

    /// <summary>The report itself.</summary>
    public string Report => Path.Combine(_folder, "REPORT.md");

    /// <summary>Writes the report, and its figures in README.</summary>
    public void Write(BenchmarkRun run)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Report, ReportWriter.Write(run, NotesFile.Read(paths.Notes)));
        ResultsFile.Write(Path.Combine(_folder, "results.json"), run);
        if (GrowthPlot.Draw([.. run.Findings.Where(findings => findings.Name == "growth").SelectMany(findings => findings.Series)]) is { } plot)
            File.WriteAllText(Path.Combine(_folder, "growth.svg"), plot);
        if (!options.IsQuick && options.Module is null)
            ReadmeFigures.Update(paths.Readme, run, options.IsComplete);
    }
}
