using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Report;
using PiecesOs.Benchmarks.Scenarios;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class ReportTests
{
    private static readonly Measure s_fast = new("list-rest", "`a | b`, how fast", Bar.AtLeast(25, Unit.Times)) { IsHeadline = true };
    private static readonly Measure s_slow = new("list-drain", "against the floor", Bar.AtMost(3, Unit.Times)) { Subject = Subject.Sandbox };

    [Fact]
    public void Verdicts_are_computed_from_the_numbers()
    {
        var report = ReportWriter.Write(Run(), NotesFile.Parse(""));

        report.ShouldContain("| `a \\| b`, how fast | module on the sandbox | at least 25× | 30.0× (28.0× – 31.0×) | 0.4 s against 12 s | yes |\n");
        report.ShouldContain("| against the floor | sandbox | at most 3× | 7.10× | 0.4 s against 0.06 s | **no** |\n");
        report.ShouldContain("\n1 of 2 reached.\n");
    }

    [Fact]
    public void A_note_appears_only_if_the_bar_was_missed()
    {
        var notes = NotesFile.Parse("# Notes\n\n## list-rest\n\nNot needed.\n\n## list-drain\n\nThe pipeline itself.\nTried: nothing.\n");

        var report = ReportWriter.Write(Run(), notes);

        report.ShouldContain("### against the floor\n\nMeasured: 7.10×. Target: at most 3×. The pipeline itself.\nTried: nothing.\n");
        report.ShouldNotContain("Not needed.");
    }

    [Fact]
    public void A_missing_note_is_reported()
    {
        ReportWriter.Write(Run(), NotesFile.Parse("")).ShouldContain("There is no note for this measure yet.");
    }

    [Fact]
    public void A_failure_and_the_earlier_findings_both_appear()
    {
        var run = Run();
        run.Findings[0].Failure = "node ended with exit code 134";
        run.Findings[0].Add(new Series("PiecesOs", "time", 5000, Unit.Milliseconds, [400, 380, 420]));

        var report = ReportWriter.Write(run, NotesFile.Parse(""));

        report.ShouldContain("**Ended early: node ended with exit code 134.**");
        report.ShouldContain("| PiecesOs | time | 5,000 | 400 ms | 380 ms – 420 ms | 3 |\n");
    }

    [Fact]
    public void A_quick_run_is_marked_as_not_meaningful()
    {
        ReportWriter.Write(Run() with { IsQuick = true }, NotesFile.Parse("")).ShouldContain("The numbers are not meaningful.");
        ReportWriter.Write(Run(), NotesFile.Parse("")).ShouldNotContain("The numbers are not meaningful.");
    }

    [Fact]
    public void New_figures_replace_only_the_old_ones()
    {
        const string Readme = "# PiecesOs\n<!-- figures: written by ./build.sh bench -->\nold\n<!-- end of figures -->\n## More\n";

        var readme = ReadmeFigures.ReplaceFigures(Readme, Run());

        readme.ShouldStartWith("# PiecesOs\n<!-- figures: written by ./build.sh bench -->\n| measure |");
        readme.ShouldEndWith("(benchmarks/growth.svg)\n<!-- end of figures -->\n## More\n");
        readme.ShouldContain("how fast");
        readme.ShouldNotContain("old");
        readme.ShouldNotContain("against the floor");
        readme.ShouldContain("AMD EPYC, 2 cores");
        ReadmeFigures.ReplaceFigures(readme, Run()).ShouldBe(readme);
    }

    [Fact]
    public void A_README_without_markers_is_unchanged()
    {
        Should.Throw<FormatException>(() => ReadmeFigures.ReplaceFigures("# PiecesOs\n", Run()));
        Should.Throw<FormatException>(() => ReadmeFigures.ReplaceRequests("# PiecesOs\n", RunOfJobs()));
    }

    [Fact]
    public void The_README_of_this_repository_has_the_markers_and_every_note_has_a_measure()
    {
        var paths = RepositoryPaths.Find();

        Should.NotThrow(() => ReadmeFigures.ReplaceRequests(ReadmeFigures.ReplaceFigures(File.ReadAllText(paths.Readme), Run()), RunOfJobs()));
        NotesFile.Read(paths.Notes).Ids.ShouldBeSubsetOf(AllScenarios.List.SelectMany(scenario => scenario.Measures).Select(measure => measure.Id));
    }

    [Fact]
    public void The_requests_of_jobs_are_shown_with_the_least_possible()
    {
        const string Row = "| one asset | 3 | 1 | 120 | 100 | 2,280 | 1,900 | 1.20× |\n";
        const string Readme = "# PiecesOs\n<!-- requests: written by ./build.sh bench -->\nold\n<!-- end of requests -->\n## More\n";

        ReportWriter.Write(RunOfJobs(), NotesFile.Parse("")).ShouldContain(Row);
        var readme = ReadmeFigures.ReplaceRequests(Readme, RunOfJobs());
        readme.ShouldStartWith("# PiecesOs\n<!-- requests: written by ./build.sh bench -->\n| job |");
        readme.ShouldContain(Row);
        readme.ShouldEndWith("\nCounted at commit abc.\n<!-- end of requests -->\n## More\n");
    }

    [Fact]
    public void A_run_without_jobs_keeps_the_requests_in_the_README()
    {
        ReadmeFigures.ReplaceRequests("# PiecesOs\n", Run()).ShouldBe("# PiecesOs\n");
    }

    private static BenchmarkRun RunOfJobs()
    {
        var run = Run();
        run.Findings[0].Add(new JobCost("one asset", new Traffic(3, 120, 2280), new Traffic(1, 100, 1900)));
        return run;
    }

    private static BenchmarkRun Run()
    {
        var findings = new Findings("list", "The whole list", [s_fast, s_slow]);
        findings.Record(s_fast, Summary.Of([28, 30, 31]), "0.4 s against 12 s");
        findings.Record(s_slow, Summary.Of([7.1]), "0.4 s against 0.06 s");
        KeyValuePair<string, string>[] machine = [new("Processor", "AMD EPYC"), new("Cores", "2"), new("System", "Linux"), new("PowerShell", "7.6"), new("Commit", "abc")];
        return new BenchmarkRun(machine, [findings], IsQuick: false);
    }
}
