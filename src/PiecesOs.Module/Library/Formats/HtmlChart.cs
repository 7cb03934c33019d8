using System.Net;
using System.Text;

namespace PiecesOs.Module;

/// <summary>Bar charts as SVG. Colors are in the style sheet of the page.</summary>
internal static class HtmlChart
{
    private const int Width = 560;
    private const int LabelWidth = 130;
    private const int CountWidth = 60;
    private const int RowHeight = 20;
    private const int Height = 220;
    private const int AxisHeight = 24;
    private const int MaxColumnWidth = 24;

    /// <summary>Bars from left to right, one in each row.</summary>
    public static string Rows(string filter, IReadOnlyList<HtmlBar> bars)
    {
        var svg = Start(bars.Count * RowHeight, "Number of assets by language");
        var longest = Math.Max(1, bars.Count == 0 ? 0 : bars.Max(static bar => bar.Count));
        for (var i = 0; i < bars.Count; i++)
        {
            var length = Math.Max(1, (Width - LabelWidth - CountWidth) * bars[i].Count / longest);
            StartBar(svg, filter, bars[i]);
            svg.Append(FormattableString.Invariant($"<text x=\"{LabelWidth - 8}\" y=\"{(i * RowHeight) + 14}\" text-anchor=\"end\">{Encode(Shorten(bars[i].Label))}</text>"));
            svg.Append(FormattableString.Invariant($"<rect x=\"{LabelWidth}\" y=\"{(i * RowHeight) + 3}\" width=\"{length}\" height=\"{RowHeight - 6}\" rx=\"2\"/>"));
            svg.Append(FormattableString.Invariant($"<text class=\"count\" x=\"{LabelWidth + length + 6}\" y=\"{(i * RowHeight) + 14}\">{bars[i].Count}</text></g>\n"));
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Bars from bottom to top, side by side, with a label where the first four characters change.</summary>
    public static string Columns(string filter, IReadOnlyList<HtmlBar> bars)
    {
        var svg = Start(Height, "Number of assets by month of creation");
        var tallest = Math.Max(1, bars.Count == 0 ? 0 : bars.Max(static bar => bar.Count));
        var step = Math.Min(MaxColumnWidth, (double)Width / Math.Max(1, bars.Count));
        var bottom = Height - AxisHeight;
        svg.Append(FormattableString.Invariant($"<text class=\"axis\" x=\"0\" y=\"10\">{tallest}</text><line x1=\"0\" y1=\"{bottom}\" x2=\"{Width}\" y2=\"{bottom}\"/>\n"));
        var lastLabel = double.MinValue;
        for (var i = 0; i < bars.Count; i++)
        {
            var height = bars[i].Count == 0 ? 0 : Math.Max(1, (bottom - 14) * bars[i].Count / tallest);
            StartBar(svg, filter, bars[i]);
            svg.Append(FormattableString.Invariant($"<rect x=\"{i * step:0.##}\" y=\"{bottom - height}\" width=\"{Math.Max(1, step - 1):0.##}\" height=\"{height}\"/>"));
            var year = bars[i].Label.Substring(0, 4);
            if ((i == 0 || bars[i - 1].Label.Substring(0, 4) != year) && (i * step) - lastLabel >= 36)
            {
                svg.Append(FormattableString.Invariant($"<text class=\"axis\" x=\"{i * step:0.##}\" y=\"{Height - 6}\">{Encode(year)}</text>"));
                lastLabel = i * step;
            }

            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static StringBuilder Start(int height, string title) =>
        new StringBuilder(FormattableString.Invariant($"<svg viewBox=\"0 0 {Width} {Math.Max(1, height)}\" role=\"img\" aria-label=\"{title}\">\n"));

    private static void StartBar(StringBuilder svg, string filter, HtmlBar bar) =>
        svg.Append(FormattableString.Invariant($"<g data-filter=\"{filter}\" data-value=\"{Encode(bar.Value)}\"><title>{Encode(bar.Label)}: {bar.Count}</title>"));

    private static string Shorten(string label) => label.Length <= 18 ? label : label.Substring(0, 17) + "…";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>A bar of a chart.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Value">The value for the filter of the page.</param>
/// <param name="Count">The number of assets.</param>
internal sealed record HtmlBar(string Label, string Value, int Count);
