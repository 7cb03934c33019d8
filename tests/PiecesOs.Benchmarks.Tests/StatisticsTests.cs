using PiecesOs.Benchmarks.Statistics;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3, 3, 3)]
    [InlineData(new[] { 9.0, 1, 5 }, 5, 1, 9)]
    [InlineData(new[] { 4.0, 1, 100, 2 }, 3, 1, 100)]
    public void The_median_is_the_middle_or_the_mean_of_the_two_middle_ones(double[] values, double median, double least, double most)
    {
        Summary.Of(values).ShouldBe(new Summary(median, least, most, values.Length));
    }

    [Fact]
    public void No_values_have_no_median()
    {
        Should.Throw<ArgumentException>(() => Summary.Of([]));
    }

    [Fact]
    public void A_ratio_is_computed_per_round_before_the_median()
    {
        // The second round was slow for both: the ratio of the medians would be 40 / 2.
        var ratio = RoundByRound.Ratio([10, 400, 40], [1, 40, 2]);

        ratio.ShouldBe(new Summary(10, 10, 20, 3));
    }

    [Fact]
    public void A_difference_is_computed_per_round()
    {
        RoundByRound.Difference([110, 250, 130], [100, 200, 100]).ShouldBe(new Summary(30, 10, 50, 3));
    }

    [Fact]
    public void Unequal_numbers_of_rounds_are_rejected()
    {
        Should.Throw<ArgumentException>(() => RoundByRound.Ratio([1, 2], [1]));
    }
}
