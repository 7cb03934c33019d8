using PiecesOs.Benchmarks.Setup;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Without_options_everything_runs_five_times()
    {
        var options = OptionsReader.Read([]);

        options.Rounds.ShouldBe(5);
        options.IsComplete.ShouldBeTrue();
        options.Sizes.List.ShouldBe(5000);
    }

    [Fact]
    public void A_quick_or_filtered_run_is_not_complete()
    {
        OptionsReader.Read(["--quick"]).ShouldSatisfyAllConditions(options => options.Rounds.ShouldBe(1), options => options.IsComplete.ShouldBeFalse());
        OptionsReader.Read(["--module", "old/PiecesOs.psd1"]).ShouldSatisfyAllConditions(options => System.IO.Path.IsPathFullyQualified(options.Module!).ShouldBeTrue(), options => options.IsComplete.ShouldBeFalse());
        OptionsReader.Read(["--only", "list", "--only", "cold"]).ShouldSatisfyAllConditions(options => options.Only.ShouldBe(["list", "cold"]), options => options.IsComplete.ShouldBeFalse());
        OptionsReader.Read(["--rounds", "3", "--quick"]).Rounds.ShouldBe(3);
    }

    [Theory]
    [InlineData("--rounds")]
    [InlineData("--rounds", "0")]
    [InlineData("--rounds", "many")]
    [InlineData("--fast")]
    public void Invalid_options_are_rejected(params string[] arguments)
    {
        Should.Throw<FormatException>(() => OptionsReader.Read(arguments));
    }
}
