namespace PiecesOs.Benchmarks.Plots;

/// <summary>Maps values to positions on a logarithmic scale.</summary>
internal sealed class LogScale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    /// <summary>Creates a scale for the values, whose ends are rounded outward to 1, 2 or 5 times a power of ten.</summary>
    public LogScale(IReadOnlyCollection<double> values, double from, double to)
    {
        if (values.Count == 0 || values.Min() <= 0)
            throw new ArgumentException("A logarithm needs values above zero.", nameof(values));
        (_from, _to) = (from, to);
        Ticks = [.. Steps(values.Min(), values.Max())];
        (_low, _high) = (Math.Log(Ticks[0]), Math.Log(Ticks[^1]));
    }

    /// <summary>The ticks: 1, 2 and 5 times each power of ten.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The position of a value.</summary>
    public double PositionOf(double value) => _from + ((Math.Log(value) - _low) / (_high - _low) * (_to - _from));

    private static IEnumerable<double> Steps(double least, double most)
    {
        double[] steps = [1, 2, 5];
        var all = Enumerable.Range(-3, 16).SelectMany(power => steps.Select(step => step * Math.Pow(10, power))).ToArray();
        var first = Array.FindLastIndex(all, step => step <= least);
        var last = Array.FindIndex(all, step => step >= most);
        return all[first..Math.Max(last + 1, first + 2)];
    }
}
