using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Scenarios;
using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Plots;

/// <summary>Time and peak memory by number of assets, side by side.</summary>
internal static class GrowthPlot
{
    private const int Width = 880;
    private const int Height = 440;
    private const int LegendHeight = 48;
    private const int LegendLeft = 66;
    private const int LegendStep = 190;

    private static readonly (string Name, string Look)[] s_contestants =
        [(Names.Module, "module"), (Names.Rest, "rest"), (Names.TypeScript, "script"), (Names.Drain, "drain")];

    // The colors are distinguishable for people with color vision deficiencies. The image has its own background, because a page can have any color.
    private const string Style =
        """

        text { font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #24292f }
        .title { font-weight: 600; font-size: 14px }
        .value { font-weight: 600; font-size: 12px; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round }
        .axis { fill: #57606a } .middle { text-anchor: middle } .end { text-anchor: end }
        .ground { fill: #ffffff; stroke: #d0d7de }
        .grid { stroke: #b6bec7 } .faint { stroke: #e4e8ec }
        .line { fill: none; stroke-width: 2.5; stroke-linejoin: round } .dot { stroke: none }
        .module { --own: #0072b2 } .rest { --own: #d55e00 } .script { --own: #a05195 } .drain { --own: #6e7781 }
        .line { stroke: var(--own) } .dot { fill: var(--own) } .line.module { stroke-width: 3.5 } .line.drain { stroke-dasharray: 5 4 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 } .axis { fill: #9aa4ae } .ground { fill: #0d1117; stroke: #30363d } .value { stroke: #0d1117 }
          .grid { stroke: #4a525b } .faint { stroke: #262c33 }
          .module { --own: #58a6ff } .rest { --own: #ff9d4d } .script { --own: #d2a8ff } .drain { --own: #8b949e }
        }
        
        """;

    /// <summary>The picture, or <see langword="null"/> when growth was not measured.</summary>
    public static string? Draw(IReadOnlyList<Series> series)
    {
        var (times, peaks) = (Lines(series, GrowthScenario.Time), Lines(series, GrowthScenario.Peak));
        if (times.Count == 0 || peaks.Count == 0)
            return null;

        using var svg = new SvgWriter(Width, Height, "Time and peak memory of reading the whole list, by number of assets", Style);
        svg.Rectangle(0.5, 0.5, Width - 1, Height - 1, 8, "ground");
        DrawLegend(svg, times);
        new PlotPanel("Time, warm", times, Unit.Milliseconds).Draw(svg, 4, LegendHeight, (Width / 2) - 4, Height - LegendHeight - 8);
        new PlotPanel("Peak memory of the process", peaks, Unit.Bytes).Draw(svg, Width / 2, LegendHeight, (Width / 2) - 4, Height - LegendHeight - 8);
        return svg.Finish();
    }

    private static List<PlotLine> Lines(IReadOnlyList<Series> series, string what) =>
        [.. s_contestants.Select(contestant => new PlotLine(contestant.Name, contestant.Look, Points(series, what, contestant.Name))).Where(line => line.Points.Count > 0)];

    private static IReadOnlyList<(double Size, double Value)> Points(IReadOnlyList<Series> series, string what, string contestant) =>
        [.. series.Where(one => one.Contestant == contestant && one.What == what).OrderBy(one => one.Size).Select(one => ((double)one.Size, Summary.Of(one.Values).Median))];

    private static void DrawLegend(SvgWriter svg, List<PlotLine> lines)
    {
        double x = LegendLeft;
        foreach (var line in lines)
        {
            svg.Path([(x, 28), (x + 28, 28)], "line " + line.Look);
            svg.Dot(x + 14, 28, "dot " + line.Look);
            svg.Text(x + 36, 33, line.Name, "legend");
            x += LegendStep;
        }
    }
}
