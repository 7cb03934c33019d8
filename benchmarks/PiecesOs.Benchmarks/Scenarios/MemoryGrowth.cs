using PiecesOs.Benchmarks.Measures;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The limits for "memory does not grow".</summary>
internal static class MemoryGrowth
{
    /// <summary>The difference that the timing of the garbage collector alone can cause.</summary>
    private const double MaxDifference = 20e6;

    /// <summary>The allowed growth for the larger input.</summary>
    public static Bar Bar { get; } = Bar.AtMost(MaxDifference, Unit.Bytes);

    /// <summary>The limit as text for the report.</summary>
    public static string Description => $"Memory use counts as constant if the larger input uses at most {Figures.Exact(MaxDifference, Unit.Bytes)} more than the smaller.";
}
