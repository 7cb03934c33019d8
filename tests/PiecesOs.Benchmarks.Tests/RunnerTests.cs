using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Processes;
using PiecesOs.Benchmarks.Scenarios;
using PiecesOs.Benchmarks.Setup;
using PiecesOs.Benchmarks.Statistics;
using PiecesOs.Benchmarks.Verification;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class RunnerTests
{
    [Fact]
    public async Task A_failed_scenario_keeps_its_findings_and_does_not_stop_the_others()
    {
        var runner = new BenchmarkRunner(BenchmarkContext());

        var findings = await runner.RunAsync([new Fails("first", new ContestantFailedException("took too long")), new Fails("second", failure: null)]);

        findings.Select(one => one.Failure).ShouldBe(["took too long", null]);
        findings[0].Rows.Single().IsReached.ShouldBeTrue();
        runner.AllMatch.ShouldBeTrue();
    }

    [Fact]
    public async Task Different_work_fails_the_run_and_its_measurements_are_discarded()
    {
        var runner = new BenchmarkRunner(BenchmarkContext());

        var findings = await runner.RunAsync([new Fails("first", new MismatchException("number of assets: 1 instead of 2"))]);

        runner.AllMatch.ShouldBeFalse();
        findings[0].Rows.Single().IsReached.ShouldBeFalse();
        findings[0].Failure.ShouldBe("the contestants did different work: number of assets: 1 instead of 2");
    }

    [Fact]
    public void Scenarios_and_measures_have_unique_names()
    {
        AllScenarios.List.Select(scenario => scenario.Name).ShouldBeUnique();
        AllScenarios.List.SelectMany(scenario => scenario.Measures).Select(measure => measure.Id).ShouldBeUnique();
        AllScenarios.List.SelectMany(scenario => scenario.Measures).Select(measure => measure.Text).ShouldBeUnique();
    }

    private static BenchmarkContext BenchmarkContext() => new(new BenchmarkOptions(), new RepositoryPaths("nowhere"), node: null);

    private sealed class Fails(string name, Exception? failure) : Scenario(name, name)
    {
        private static readonly Measure s_measure = new("time", "how long", Bar.AtMost(2, Unit.Times));

        public override IReadOnlyList<Measure> Measures => [s_measure];

        public override Task RunAsync(BenchmarkContext context, Findings findings)
        {
            findings.Record(s_measure, Summary.Of([1]), "");
            return failure is null ? Task.CompletedTask : Task.FromException(failure);
        }
    }
}
