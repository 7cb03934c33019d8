using RestCore.Http;

namespace CloudflareSharing.Client;

/// <summary>Makes the connections to Cloudflare.</summary>
public static class CloudflareTransport
{
    /// <summary>Where the public API is.</summary>
    public static Uri DefaultBaseAddress { get; } = new("https://api.cloudflare.com/client/v4/");

    /// <summary>How long the official SDKs wait for a response.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Connections that send <paramref name="credential"/> with every request. Dispose them when done.</summary>
    /// <param name="credential">The credential to send.</param>
    /// <param name="baseAddress">Another server, including the path that stands for <c>/client/v4</c>.</param>
    /// <param name="timeout">How long to wait for a response, and for each further piece of it.</param>
    /// <param name="retry">When a request is sent again; <see cref="CloudflareRetry.Policy"/> unless given.</param>
    /// <returns>A transport whose options hold the secret among the headers: do not show it.</returns>
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
