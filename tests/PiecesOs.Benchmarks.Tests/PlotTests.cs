using System.Globalization;
using System.Xml.Linq;
using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Plots;
using Shouldly;
using Xunit;

namespace PiecesOs.Benchmarks.Tests;

public sealed class PlotTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_scale_covers_its_values_and_each_factor_of_ten_has_the_same_width()
    {
        var scale = new LogScale([30, 12_000], 0, 300);

        scale.Ticks.ShouldBe([20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000], tolerance: 1e-6);
        scale.PositionOf(20).ShouldBe(0, tolerance: 1e-6);
        scale.PositionOf(20_000).ShouldBe(300, tolerance: 1e-6);
        scale.PositionOf(200).ShouldBe(100, tolerance: 1e-6);
        scale.PositionOf(2000).ShouldBe(200, tolerance: 1e-6);
    }

    [Fact]
    public void A_vertical_scale_is_reversed()
    {
        new LogScale([1, 100], 400, 0).PositionOf(10).ShouldBe(200, tolerance: 1e-6);
    }

    [Fact]
    public void A_scale_of_one_value_has_two_ends()
    {
        new LogScale([100], 0, 10).Ticks.ShouldBe([100, 200], tolerance: 1e-6);
    }

    [Fact]
    public void A_scale_has_no_zero()
    {
        Should.Throw<ArgumentException>(() => new LogScale([0, 1], 0, 10));
    }

    [Fact]
    public void The_plot_is_complete_and_nothing_lies_outside_it()
    {
        var svg = XDocument.Parse(GrowthPlot.Draw(Growth())!).Root!;

        svg.Name.ShouldBe(s_svg + "svg");
        svg.Descendants(s_svg + "title").ShouldHaveSingleItem();
        var (width, height) = (Number(svg, "width"), Number(svg, "height"));
        foreach (var dot in svg.Descendants(s_svg + "circle"))
        {
            Number(dot, "cx").ShouldBeInRange(0, width);
            Number(dot, "cy").ShouldBeInRange(0, height);
        }

        svg.Descendants(s_svg + "text").ShouldAllBe(text => Number(text, "x") >= 0 && Number(text, "x") < width && Number(text, "y") < height);
    }

    [Fact]
    public void A_contestant_that_stopped_early_has_a_shorter_line()
    {
        var svg = XDocument.Parse(GrowthPlot.Draw(Growth())!);

        // Two panels, and one dot in the legend.
        Dots(svg, "dot module").ShouldBe((2 * 3) + 1);
        Dots(svg, "dot rest").ShouldBe((2 * 2) + 1);
        Dots(svg, "dot script").ShouldBe(0);
    }

    [Fact]
    public void Missing_measurements_are_not_drawn()
    {
        GrowthPlot.Draw([]).ShouldBeNull();
    }

    private static int Dots(XDocument svg, string cssClass) => svg.Descendants(s_svg + "circle").Count(dot => dot.Attribute("class")!.Value == cssClass);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static List<Series> Growth() =>
    [
        .. new[] { 1000, 5000, 50_000 }.SelectMany(size => Both("PiecesOs", size)),
        .. new[] { 1000, 5000 }.SelectMany(size => Both("Invoke-RestMethod", size)),
    ];

    private static Series[] Both(string contestant, int size) =>
    [
        new(contestant, "time", size, Unit.Milliseconds, [size / 10.0]),
        new(contestant, "peak memory", size, Unit.Bytes, [100e6 + (size * 1000.0)]),
    ];
}
