namespace PiecesOs.Benchmarks.Measures;

/// <summary>The measurements of one contestant, one per round.</summary>
/// <param name="Contestant">The name of the contestant.</param>
/// <param name="What">What was measured.</param>
/// <param name="Size">The number of assets, or of bytes of content.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="Values">The values, one per round.</param>
internal sealed record Series(string Contestant, string What, long Size, Unit Unit, IReadOnlyList<double> Values);
