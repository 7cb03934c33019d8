using PiecesOs.Benchmarks.Measures;
using PiecesOs.Benchmarks.Setup;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>A thing people do, measured.</summary>
internal abstract class Scenario(string name, string title)
{
    /// <summary>By which it is selected.</summary>
    public string Name { get; } = name;

    /// <summary>Its heading in the report.</summary>
    public string Title { get; } = title;

    /// <summary>Its rows in the report.</summary>
    public abstract IReadOnlyList<Measure> Measures { get; }

    /// <summary>Measures. What is found goes into the findings at once, so that it stays when something fails later.</summary>
    public abstract Task RunAsync(Lab lab, Findings findings);
}
