namespace RestCore.Http;

/// <summary>The outcome of one request, reported when its response has been read to the end or abandoned.</summary>
/// <param name="Operation">The operation's name in its API document.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">The full address.</param>
/// <param name="Status">The HTTP status; 0 without a response.</param>
/// <param name="Elapsed">From sending to the end of the body.</param>
/// <param name="Bytes">The size of the body that was read, decompressed.</param>
public sealed record RequestTrace(string Operation, HttpMethod Method, Uri Address, int Status, TimeSpan Elapsed, long Bytes)
{
    /// <summary>The beginning of the body that was sent, secrets left out; only where bodies are traced, and not of large ones.</summary>
    public string? RequestBody { get; init; }

    /// <summary>The beginning of the body that was received, secrets left out; only where bodies are traced.</summary>
    public string? ResponseBody { get; init; }
}
