namespace PiecesOs.Benchmarks.Statistics;

/// <summary>Several measurements of the same thing.</summary>
internal sealed record Summary(double Median, double Least, double Most, int Count)
{
    /// <summary>Of one value or more.</summary>
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
