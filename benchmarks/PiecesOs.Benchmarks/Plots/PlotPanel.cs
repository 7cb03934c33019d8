using PiecesOs.Benchmarks.Measures;

namespace PiecesOs.Benchmarks.Plots;

/// <summary>A pair of logarithmic axes with lines.</summary>
internal sealed class PlotPanel(string title, IReadOnlyList<PlotLine> lines, Unit unit)
{
    private const double Left = 62;
    private const double Right = 16;
    private const double Top = 36;
    private const double Bottom = 44;

    /// <summary>Draws the panel into a rectangle.</summary>
    public void Draw(SvgWriter svg, double x, double y, double width, double height)
    {
        var sizes = lines.SelectMany(line => line.Points.Select(point => point.Size)).Distinct().Order().ToArray();
        var across = new LogScale(sizes, x + Left, x + width - Right);
        var up = new LogScale([.. lines.SelectMany(line => line.Points.Select(point => point.Value))], y + height - Bottom, y + Top);

        svg.Text(x + Left, y + 18, title, "title");
        DrawGrid(svg, across, up, sizes, x, y, width, height);
        foreach (var line in lines)
        {
            svg.Path(line.Points.Select(point => (across.PositionOf(point.Size), up.PositionOf(point.Value))), "line " + line.CssClass);
            foreach (var (size, value) in line.Points)
                svg.Dot(across.PositionOf(size), up.PositionOf(value), "dot " + line.CssClass);

            var (end, last) = line.Points[^1];
            svg.Text(across.PositionOf(end) + 6, up.PositionOf(last) - 9, Figures.Text(last, unit), "value end");
        }
    }

    private void DrawGrid(SvgWriter svg, LogScale across, LogScale up, double[] sizes, double x, double y, double width, double height)
    {
        foreach (var value in up.Ticks)
        {
            svg.Line(x + Left, up.PositionOf(value), x + width - Right, up.PositionOf(value), IsPowerOfTen(value) ? "grid" : "grid faint");
            if (IsPowerOfTen(value) || up.Ticks.Count <= 8)
                svg.Text(x + Left - 8, up.PositionOf(value) + 4, Figures.Exact(value, unit), "axis end");
        }

        foreach (var size in sizes)
        {
            svg.Line(across.PositionOf(size), y + Top, across.PositionOf(size), y + height - Bottom, "grid faint");
            svg.Text(across.PositionOf(size), y + height - Bottom + 18, SizeText(size), "axis middle");
        }

        svg.Text(x + Left + ((width - Left - Right) / 2), y + height - 6, "assets in the list (both axes logarithmic)", "axis middle");
    }

    private static bool IsPowerOfTen(double value) => Math.Abs(Math.Log10(value) - Math.Round(Math.Log10(value))) < 1e-9;

    private static string SizeText(double size) => size >= 1000 ? FormattableString.Invariant($"{size / 1000:0.#}k") : FormattableString.Invariant($"{size:0}");
}
