namespace PiecesOs.Benchmarks.Measures;

/// <summary>The limit that a measured value must reach.</summary>
internal sealed class Bar
{
    private readonly string _words;
    private readonly double _limit;
    private readonly Func<double, double, bool> _isReached;

    private Bar(string words, double limit, Unit unit, Func<double, double, bool> isReached) =>
        (_words, _limit, Unit, _isReached) = (words, limit, unit, isReached);

    /// <summary>The unit of the limit.</summary>
    public Unit Unit { get; }

    public static Bar AtLeast(double limit, Unit unit) => new("at least", limit, unit, static (value, limit) => value >= limit);

    public static Bar AtMost(double limit, Unit unit) => new("at most", limit, unit, static (value, limit) => value <= limit);

    public static Bar Under(double limit, Unit unit) => new("under", limit, unit, static (value, limit) => value < limit);

    public bool IsReachedBy(double value) => _isReached(value, _limit);

    public override string ToString() => $"{_words} {Figures.Exact(_limit, Unit)}";
}
