namespace RestCore.Http;

/// <summary>How a <see cref="RestTransport"/> talks to its server.</summary>
public sealed class RestTransportOptions
{
    /// <summary>The address that paths are relative to.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>How long to wait for an answer, and for each further piece of it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How long an answer may arrive at less than 1 KB a second before the connection counts as dead. Time in which the reader does
    /// not wait for the server does not count.
    /// </summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest message that is taken from a WebSocket, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>What is repeated.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Headers of every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
