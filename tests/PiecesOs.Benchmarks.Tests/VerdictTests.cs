using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Statistics;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class VerdictTests
{
    private static readonly Measure s_speed = new("speed", "how fast", Bar.AtLeast(100e6, Unit.BytesPerSecond)) { Alternative = Bar.AtMost(2, Unit.Times) };

    [Theory]
    [InlineData(25, true)]
    [InlineData(24.99, false)]
    public void At_least_includes_the_limit(double value, bool isReached)
    {
        Bar.AtLeast(25, Unit.Times).IsReachedBy(value).ShouldBe(isReached);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(3.01, false)]
    public void At_most_includes_the_limit(double value, bool isReached)
    {
        Bar.AtMost(3, Unit.Times).IsReachedBy(value).ShouldBe(isReached);
    }

    [Theory]
    [InlineData(29.99, true)]
    [InlineData(30, false)]
    public void Less_than_excludes_the_limit(double value, bool isReached)
    {
        Bar.Under(30, Unit.Milliseconds).IsReachedBy(value).ShouldBe(isReached);
    }

    [Fact]
    public void The_median_decides()
    {
        var measure = new Measure("list", "the list", Bar.AtLeast(25, Unit.Times));

        new Row(measure, Summary.Of([10, 26, 30]), "").IsReached.ShouldBeTrue();
        new Row(measure, Summary.Of([10, 24, 90]), "").IsReached.ShouldBeFalse();
    }

    [Theory]
    [InlineData(120e6, 5, true)]
    [InlineData(40e6, 1.9, true)]
    [InlineData(40e6, 2.1, false)]
    public void Reaching_one_of_two_bars_is_enough(double speed, double ratio, bool isReached)
    {
        var row = new Row(s_speed, Summary.Of([speed]), "") { AlternativeValue = Summary.Of([ratio]) };

        row.IsReached.ShouldBe(isReached);
    }

    [Fact]
    public void A_missing_measurement_does_not_reach_its_bar()
    {
        var row = new Row(s_speed, Value: null, "ended with exit code 134");

        row.IsReached.ShouldBeFalse();
        row.ValueText.ShouldBe("not measured");
    }

    [Fact]
    public void A_failed_scenario_still_has_all_its_rows()
    {
        var other = new Measure("memory", "how much", Bar.AtMost(60e6, Unit.Bytes));
        var findings = new Findings("binary", "A large file", [s_speed, other]) { Failure = "took longer than 15 minutes" };
        findings.Record(s_speed, Summary.Of([150e6]), "0.1 s");

        findings.Rows.ShouldBe([new Row(s_speed, Summary.Of([150e6]), "0.1 s"), new Row(other, null, "took longer than 15 minutes")]);
    }
}
