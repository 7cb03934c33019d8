namespace PiecesOs.Benchmarks.Measures;

/// <summary>A row of the report: what is measured, and the bar.</summary>
/// <param name="Id">The heading of its note in NOTES.md.</param>
/// <param name="Text">What is measured, in words.</param>
/// <param name="Bar">What the value has to reach.</param>
internal sealed record Measure(string Id, string Text, Bar Bar)
{
    /// <summary>A second bar; to reach either is enough.</summary>
    public Bar? Or { get; init; }

    /// <summary>Whether README shows it.</summary>
    public bool IsHeadline { get; init; }

    /// <summary>The bar in words.</summary>
    public string BarText => Or is null ? $"{Bar}" : $"{Bar}, or {Or}";
}
