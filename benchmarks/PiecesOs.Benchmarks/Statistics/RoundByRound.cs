namespace PiecesOs.Benchmarks.Statistics;

/// <summary>
/// Compares two contestants with what they did in the same round, and only then sums up: what slowed the machine down in one
/// round slowed both.
/// </summary>
internal static class RoundByRound
{
    /// <summary>How many times the second goes into the first.</summary>
    public static Summary Ratio(IReadOnlyList<double> values, IReadOnlyList<double> others) => Combine(values, others, static (value, other) => value / other);

    /// <summary>By how much the first is more than the second.</summary>
    public static Summary Difference(IReadOnlyList<double> values, IReadOnlyList<double> others) => Combine(values, others, static (value, other) => value - other);

    private static Summary Combine(IReadOnlyList<double> values, IReadOnlyList<double> others, Func<double, double, double> combine)
    {
        if (values.Count != others.Count)
            throw new ArgumentException($"There are {values.Count} rounds of one and {others.Count} of the other.", nameof(others));
        return Summary.Of(values.Zip(others, combine));
    }
}
