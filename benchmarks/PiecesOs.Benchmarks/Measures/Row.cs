using PiecesOs.Benchmarks.Statistics;

namespace PiecesOs.Benchmarks.Measures;

/// <summary>A measure with its result. Without a value, it could not be measured, and the detail contains the reason.</summary>
internal sealed record Row(Measure Measure, Summary? Value, string Detail)
{
    /// <summary>The value for the alternative bar.</summary>
    public Summary? AlternativeValue { get; init; }

    /// <summary>Whether the median reaches a bar. A missing value does not.</summary>
    public bool IsReached =>
        (Value is not null && Measure.Bar.IsReachedBy(Value.Median))
        || (AlternativeValue is not null && Measure.Alternative is { } alternative && alternative.IsReachedBy(AlternativeValue.Median));

    /// <summary>The measured value as text.</summary>
    public string ValueText
    {
        get
        {
            if (Value is null)
                return "not measured";
            var text = Figures.Text(Value, Measure.Bar.Unit);
            return AlternativeValue is null || Measure.Alternative is null ? text : $"{text}; {Figures.Text(AlternativeValue, Measure.Alternative.Unit)}";
        }
    }
}
