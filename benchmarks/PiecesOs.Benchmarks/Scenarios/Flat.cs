using PiecesOs.Benchmarks.Measures;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>What "memory does not grow" means in numbers.</summary>
internal static class Flat
{
    /// <summary>A garbage collector that runs a little later alone makes this much.</summary>
    private const double Most = 20e6;

    /// <summary>For how much more the larger input takes.</summary>
    public static Bar Bar { get; } = Bar.AtMost(Most, Unit.Bytes);

    /// <summary>For the report.</summary>
    public static string Words => $"Memory use counts as constant if the larger input uses at most {Figures.Chosen(Most, Unit.Bytes)} more than the smaller.";
}
