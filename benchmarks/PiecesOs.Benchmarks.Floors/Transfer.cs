namespace PiecesOs.Benchmarks.Floors;

/// <summary>The amount of data that a floor transferred, and the time.</summary>
/// <param name="Bytes">The number of bytes received from the socket.</param>
/// <param name="Milliseconds">The time from before the request until everything was done.</param>
public sealed record Transfer(long Bytes, double Milliseconds);
