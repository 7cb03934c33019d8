using PiecesOs.Benchmarks.Measures;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class FiguresTests
{
    [Fact]
    public void Numbers_have_three_significant_digits()
    {
        Figures.Text(1, Unit.Requests).ShouldBe("1 request");
        Figures.Text(2021, Unit.Requests).ShouldBe("2,021 requests");
        Figures.Text(25.34, Unit.Times).ShouldBe("25.3×");
        Figures.Text(2.456, Unit.Times).ShouldBe("2.46×");
        Figures.Text(340.2, Unit.Milliseconds).ShouldBe("340 ms");
        Figures.Text(-30.44, Unit.Milliseconds).ShouldBe("-30.4 ms");
        Figures.Text(103.6e6, Unit.Bytes).ShouldBe("104 MB");
        Figures.Text(1_900e6, Unit.BytesPerSecond).ShouldBe("1,900 MB/s");
    }

    [Fact]
    public void Large_numbers_use_the_larger_unit()
    {
        Figures.Text(12_900, Unit.Milliseconds).ShouldBe("12.9 s");
        Figures.Text(1.035e9, Unit.Bytes).ShouldBe("1.04 GB");
    }

    [Fact]
    public void Bars_have_no_unnecessary_digits()
    {
        Bar.AtLeast(100e6, Unit.BytesPerSecond).ToString().ShouldBe("at least 100 MB/s");
        Bar.Under(30, Unit.Milliseconds).ToString().ShouldBe("under 30 ms");
        Bar.AtMost(2.05, Unit.Times).ToString().ShouldBe("at most 2.05×");
    }
}
