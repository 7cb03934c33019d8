using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Measures;

/// <summary>A measure with what was measured; without a value it could not be, and the detail says why.</summary>
internal sealed record Row(Measure Measure, Summary? Value, string Detail)
{
    /// <summary>The value that goes by the second bar.</summary>
    public Summary? OrValue { get; init; }

    /// <summary>Computed from the medians; what was not measured is not reached.</summary>
    public bool IsReached =>
        (Value is not null && Measure.Bar.IsReachedBy(Value.Median))
        || (OrValue is not null && Measure.Or is { } or && or.IsReachedBy(OrValue.Median));

    /// <summary>The measured value in words.</summary>
    public string ValueText
    {
        get
        {
            if (Value is null)
                return "not measured";
            var text = Figures.Text(Value, Measure.Bar.Unit);
            return OrValue is null || Measure.Or is null ? text : $"{text}; {Figures.Text(OrValue, Measure.Or.Unit)}";
        }
    }
}
