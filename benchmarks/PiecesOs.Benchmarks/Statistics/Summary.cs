namespace PiecesOs.Benchmarks.Statistics;

/// <summary>A summary of several measurements.</summary>
internal sealed record Summary(double Median, double Min, double Max, int Count)
{
    /// <summary>Summarizes one or more values.</summary>
    public static Summary Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            throw new ArgumentException("There is nothing to sum up.", nameof(values));
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted[0], sorted[^1], sorted.Length);
    }
}
