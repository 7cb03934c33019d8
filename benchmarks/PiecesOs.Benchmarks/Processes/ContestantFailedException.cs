namespace PiecesOs.Benchmarks.Processes;

/// <summary>A contestant failed.</summary>
internal sealed class ContestantFailedException(string message) : Exception(message);
