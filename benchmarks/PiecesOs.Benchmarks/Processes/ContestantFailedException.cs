namespace PiecesOs.Benchmarks.Processes;

/// <summary>A contestant did not come to its end.</summary>
internal sealed class ContestantFailedException(string message) : Exception(message);
