namespace PiecesOs.Benchmarks.Statistics;

/// <summary>
/// Compares two contestants round by round before it summarizes, because whatever slowed the machine down in one round slowed
/// both.
/// </summary>
internal static class RoundByRound
{
    /// <summary>The ratio of the first to the second.</summary>
    public static Summary Ratio(IReadOnlyList<double> values, IReadOnlyList<double> others) => Combine(values, others, static (value, other) => value / other);

    /// <summary>The difference between the first and the second.</summary>
    public static Summary Difference(IReadOnlyList<double> values, IReadOnlyList<double> others) => Combine(values, others, static (value, other) => value - other);

    private static Summary Combine(IReadOnlyList<double> values, IReadOnlyList<double> others, Func<double, double, double> combine)
    {
        if (values.Count != others.Count)
            throw new ArgumentException($"There are {values.Count} rounds of one and {others.Count} of the other.", nameof(others));
        return Summary.Of(values.Zip(others, combine));
    }
}
