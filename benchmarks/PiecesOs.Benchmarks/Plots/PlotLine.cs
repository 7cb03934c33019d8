namespace PiecesOs.Benchmarks.Plots;

/// <summary>The line of one contestant.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="CssClass">The CSS class.</param>
/// <param name="Points">Size and value pairs, ordered by size.</param>
internal sealed record PlotLine(string Name, string CssClass, IReadOnlyList<(double Size, double Value)> Points);
