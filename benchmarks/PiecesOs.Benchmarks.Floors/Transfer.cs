namespace PiecesOs.Benchmarks.Floors;

/// <summary>What a floor moved, and how long it took.</summary>
/// <param name="Bytes">The bytes that went over the socket.</param>
/// <param name="Milliseconds">From before the request until all was done.</param>
public sealed record Transfer(long Bytes, double Milliseconds);
