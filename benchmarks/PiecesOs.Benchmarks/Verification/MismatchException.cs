namespace PiecesOs.Benchmarks.Verification;

/// <summary>A contestant read or wrote something else than it should: its times count for nothing.</summary>
internal sealed class MismatchException(string message) : Exception(message);
