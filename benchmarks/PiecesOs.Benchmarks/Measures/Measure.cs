namespace PiecesOs.Benchmarks.Measures;

/// <summary>A row of the report: a measure and its bar.</summary>
/// <param name="Id">The heading of its note in NOTES.md.</param>
/// <param name="Text">What is measured.</param>
/// <param name="Bar">The limit that the value must reach.</param>
internal sealed record Measure(string Id, string Text, Bar Bar)
{
    /// <summary>An alternative bar. Reaching either one is enough.</summary>
    public Bar? Alternative { get; init; }

    /// <summary>What the figure depends on.</summary>
    public Subject Subject { get; init; }

    /// <summary>Whether README contains the measure.</summary>
    public bool IsHeadline { get; init; }

    /// <summary>What the figure depends on, as text.</summary>
    public string SubjectText => Subject switch
    {
        Subject.Module => "module",
        Subject.Sandbox => "sandbox",
        _ => "module on the sandbox",
    };

    /// <summary>The bar as text.</summary>
    public string BarText => Alternative is null ? $"{Bar}" : $"{Bar}, or {Alternative}";
}
