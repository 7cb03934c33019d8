namespace PiecesOs.Benchmarks.Measures;

/// <summary>What a client exchanged with the server, without headers.</summary>
/// <param name="Requests">The number of requests.</param>
/// <param name="Sent">The bytes of their bodies.</param>
/// <param name="Received">The bytes of the bodies of the responses.</param>
internal sealed record Traffic(int Requests, long Sent, long Received)
{
    /// <summary>The bytes in both directions.</summary>
    public long Bytes => Sent + Received;
}
