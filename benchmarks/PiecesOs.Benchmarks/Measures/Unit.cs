namespace PiecesOs.Benchmarks.Measures;

/// <summary>What a number counts.</summary>
internal enum Unit
{
    /// <summary>How many times the one goes into the other.</summary>
    Times,

    /// <summary>Requests to the server.</summary>
    Requests,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Bytes in a second.</summary>
    BytesPerSecond,
}
