namespace PiecesOs.Benchmarks.Verification;

/// <summary>A contestant read or wrote something unexpected, so its times are discarded.</summary>
internal sealed class MismatchException(string message) : Exception(message);
