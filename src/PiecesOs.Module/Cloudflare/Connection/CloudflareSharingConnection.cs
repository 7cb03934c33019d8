using CloudflareSharing.Client;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// A connection to Cloudflare Resource Sharing: what <c>Connect-CloudflareSharing</c> returns and <c>-Connection</c> takes.
/// It holds the open HTTP connections. The token or key in it is not to be seen in any way, and does not travel to a job.
/// </summary>
public sealed class CloudflareSharingConnection : IDisposable
{
    private readonly RestTransport _transport;

    private CloudflareSharingConnection(CloudflareCredential credential, string secret, string? accountId, Uri? uri, TimeSpan? timeout)
    {
        Authentication = credential.ToString();
        Secret = new SecretText(secret.Trim());
        AccountId = accountId;
        _transport = CloudflareTransport.Create(credential, uri is null ? null : CloudflareAddress.Check(uri), timeout);
    }

    /// <summary>The server's address.</summary>
    public Uri BaseUri => _transport.BaseAddress;

    /// <summary>The account that is meant where none is given; <see langword="null"/> when there is no such account.</summary>
    public string? AccountId { get; }

    /// <summary>The kind of credential: <c>API token</c>, or <c>API key of</c> an e-mail address.</summary>
    public string Authentication { get; }

    /// <summary>How long to wait for an answer, and for each further piece of it, in seconds.</summary>
    public double TimeoutSec => _transport.Options.Timeout.TotalSeconds;

    /// <summary>Takes the token or key out of texts.</summary>
    internal SecretText Secret { get; }

    /// <summary>A connection with an API token.</summary>
    internal static CloudflareSharingConnection FromApiToken(string token, string? accountId, Uri? uri, TimeSpan? timeout = null) =>
        new(CloudflareCredential.FromApiToken(token), token, accountId, uri, timeout);

    /// <summary>A connection with an e-mail address and a global API key.</summary>
    internal static CloudflareSharingConnection FromApiKey(string email, string key, string? accountId, Uri? uri, TimeSpan? timeout = null) =>
        new(CloudflareCredential.FromApiKey(email, key), key, accountId, uri, timeout);

    /// <summary>The connection that the environment variables describe; <see langword="null"/> when they hold no token and no key.</summary>
    internal static CloudflareSharingConnection? From(CloudflareEnvironment environment)
    {
        if (!environment.HasSecret)
            return null;
        var uri = CloudflareAddress.From(environment);
        return environment.ApiToken is { } token
            ? FromApiToken(token, environment.AccountId, uri)
            : FromApiKey(environment.Email ?? throw CloudflareInputErrors.EmailRequired(), environment.ApiKey!, environment.AccountId, uri);
    }

    /// <summary>A client over this connection.</summary>
    /// <param name="timeout">The client's own limit; <see langword="null"/> for that of the connection.</param>
    /// <param name="trace">Receives each request.</param>
    /// <param name="tracedBodyBytes">How much of each body it receives.</param>
    internal IResourceSharingApi OpenClient(TimeSpan? timeout = null, Action<RequestTrace>? trace = null, int tracedBodyBytes = 0) =>
        new RestClient(_transport, timeout, trace, tracedBodyBytes).CreateResourceSharingApi();

    /// <summary>Closes the open HTTP connections.</summary>
    public void Dispose() => _transport.Dispose();

    /// <summary>The server's address.</summary>
    public override string ToString() => BaseUri.ToString();
}
