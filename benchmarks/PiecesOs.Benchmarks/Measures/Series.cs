namespace PiecesOs.Benchmarks.Measures;

/// <summary>What one contestant did, a value for each round.</summary>
/// <param name="Contestant">Who.</param>
/// <param name="What">What was measured.</param>
/// <param name="Size">How many assets, or bytes of content.</param>
/// <param name="Unit">What the values count.</param>
/// <param name="Values">One for each round.</param>
internal sealed record Series(string Contestant, string What, long Size, Unit Unit, IReadOnlyList<double> Values);
