using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Setup;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>A measured task.</summary>
internal abstract class Scenario(string name, string title)
{
    /// <summary>The name that selects the scenario.</summary>
    public string Name { get; } = name;

    /// <summary>The heading in the report.</summary>
    public string Title { get; } = title;

    /// <summary>The rows in the report.</summary>
    public abstract IReadOnlyList<Measure> Measures { get; }

    /// <summary>Measures. Results are added to the findings at once, so that they are kept if a later step fails.</summary>
    public abstract Task RunAsync(BenchmarkContext context, Findings findings);
}
