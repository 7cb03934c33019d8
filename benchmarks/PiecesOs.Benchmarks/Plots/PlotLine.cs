namespace PiecesOs.Benchmarks.Plots;

/// <summary>One contestant's line.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Look">Its class in the style sheet.</param>
/// <param name="Points">Size and value, by size.</param>
internal sealed record PlotLine(string Name, string Look, IReadOnlyList<(double Size, double Value)> Points);
