namespace PiecesOs.Benchmarks.Measures;

/// <summary>The unit of a number.</summary>
internal enum Unit
{
    /// <summary>A ratio.</summary>
    Times,

    /// <summary>Requests to the server.</summary>
    Requests,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Bytes per second.</summary>
    BytesPerSecond,
}
