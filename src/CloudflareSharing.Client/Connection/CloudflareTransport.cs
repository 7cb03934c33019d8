using RestCore.Http;

namespace CloudflareSharing.Client;

/// <summary>Makes the connections to Cloudflare.</summary>
public static class CloudflareTransport
{
    /// <summary>Where the public API is.</summary>
    public static Uri DefaultBaseAddress { get; } = new("https://api.cloudflare.com/client/v4/");

    /// <summary>How long the official SDKs wait for an answer.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Connections that send <paramref name="credential"/> with every request. Dispose them when done.</summary>
    /// <param name="credential">Who asks.</param>
    /// <param name="baseAddress">Another server, including the path that stands for <c>/client/v4</c>.</param>
    /// <param name="timeout">How long to wait for an answer, and for each further piece of it.</param>
    /// <param name="retry">What is repeated; <see cref="CloudflareRetry.Policy"/> unless given.</param>
    /// <returns>A transport whose options hold the secret among the headers: keep it to yourself.</returns>
    public static RestTransport Create(
        CloudflareCredential credential, Uri? baseAddress = null, TimeSpan? timeout = null, RetryPolicy? retry = null) =>
        new(new RestTransportOptions
        {
            BaseAddress = baseAddress ?? DefaultBaseAddress,
            Timeout = timeout ?? DefaultTimeout,
            Retry = retry ?? CloudflareRetry.Policy,
            OperationSeparator = '-',
            CheckPathValue = static (value, name) => CloudflareId.CheckSegment(value, name),
            Headers = (credential ?? throw new ArgumentNullException(nameof(credential))).CreateHeaders(),
        });
}
