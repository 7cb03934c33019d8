namespace RestCore.Http;

/// <summary>The options of a <see cref="RestTransport"/>.</summary>
public sealed class RestTransportOptions
{
    /// <summary>The address that paths are relative to.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>How long to wait for a response, and for each further piece of it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How long a response may arrive at less than 1 KB a second before the connection counts as dead. Time in which the reader does
    /// not wait for the server does not count.
    /// </summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest message that a WebSocket accepts, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>When a request is sent again.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>The character between the words of an operation's name.</summary>
    public char OperationSeparator { get; init; } = '_';

    /// <summary>
    /// Checks a value in a path, which comes with its parameter's name. By default only a value that would lead to another path is an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public Action<string, string> CheckPathValue { get; init; } = static (value, name) =>
    {
        if (value is "" or "." or "..")
            throw new ArgumentException($"'{value}' cannot be part of a path.", name);
#if NETFRAMEWORK
        // In Windows PowerShell, Uri can decode an escaped slash.
        if (value.IndexOfAny(['/', '\\']) >= 0)
            throw new ArgumentException($"'{value}' cannot be part of a path in Windows PowerShell.", name);
#endif
    };

    /// <summary>Sends the requests instead of connections. The transport disposes it.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Headers of every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
