using System.Collections;
using CloudflareSharing.Client;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// A connection to Cloudflare Resource Sharing, as returned by <c>Connect-CloudflareSharing</c>. It holds the open HTTP
/// connections. Its token or key is never shown and is not serialized to a job.
/// </summary>
public sealed class CloudflareSharingConnection : IDisposable
{
    /// <summary>The largest page that the service returns.</summary>
    internal const int PageSize = 100;

    private readonly RestTransport _transport;

    private CloudflareSharingConnection(CloudflareCredential credential, string secret, string? accountId, Uri? uri, TimeSpan? timeout)
    {
        Authentication = credential.ToString();
        Secret = new SecretText(secret.Trim());
        AccountId = accountId;
        _transport = CloudflareTransport.Create(credential, uri is null ? null : Check(uri), timeout);
        Completion = new CloudflareCompletion(this);
    }

    /// <summary>The server's address.</summary>
    public Uri BaseUri => _transport.BaseAddress;

    /// <summary>The default account; <see langword="null"/> if there is none.</summary>
    public string? AccountId { get; }

    /// <summary>The kind of credential: <c>API token</c>, or <c>API key of</c> an email address.</summary>
    public string Authentication { get; }

    /// <summary>How many seconds to wait for a response, and for each further part of it.</summary>
    public double TimeoutSec => _transport.Options.Timeout.TotalSeconds;

    /// <summary>Removes the token or key from text.</summary>
    internal SecretText Secret { get; }

    /// <summary>Lists for completion.</summary>
    internal CloudflareCompletion Completion { get; }

    /// <summary>A connection with an API token.</summary>
    internal static CloudflareSharingConnection FromApiToken(string token, string? accountId, Uri? uri, TimeSpan? timeout = null) =>
        new(CloudflareCredential.FromApiToken(token), token, accountId, uri, timeout);

    /// <summary>A connection with an email address and a global API key.</summary>
    internal static CloudflareSharingConnection FromApiKey(string email, string key, string? accountId, Uri? uri, TimeSpan? timeout = null) =>
        new(CloudflareCredential.FromApiKey(email, key), key, accountId, uri, timeout);

    /// <summary>The connection that the environment variables describe; <see langword="null"/> if they contain no token or key.</summary>
    internal static CloudflareSharingConnection? From(CloudflareEnvironment environment)
    {
        if (!environment.HasSecret)
            return null;
        var uri = environment.ParseBaseUri();
        return environment.ApiToken is { } token
            ? FromApiToken(token, environment.AccountId, uri)
            : FromApiKey(environment.Email ?? throw CloudflareCmdletErrors.EmailRequired(), environment.ApiKey!, environment.AccountId, uri);
    }

    /// <summary>A client over this connection.</summary>
    /// <param name="timeout">The time limit of the client; <see langword="null"/> for that of the connection.</param>
    /// <param name="trace">Receives each request.</param>
    /// <param name="tracedBodyBytes">How much of each body is traced.</param>
    /// <param name="whenRateLimited">Receives how long a request waits for the rate limit; see <see cref="RestClient"/>.</param>
    internal IResourceSharingApi OpenClient(
        TimeSpan? timeout = null, Action<RequestTrace>? trace = null, int tracedBodyBytes = 0, Action<TimeSpan>? whenRateLimited = null) =>
        new RestClient(_transport, timeout, trace, tracedBodyBytes, whenRateLimited: whenRateLimited).CreateResourceSharingApi();

    /// <summary>Closes the open HTTP connections.</summary>
    public void Dispose() => _transport.Dispose();

    /// <summary>The server's address.</summary>
    public override string ToString() => BaseUri.ToString();

    /// <summary>Checks an address before a secret is sent to it.</summary>
    private static Uri Check(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
            throw CloudflareCmdletErrors.InvalidAddress(uri.IsAbsoluteUri ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : uri.OriginalString);
        return uri.Scheme == "https" || uri.IsLoopback ? uri : throw CloudflareCmdletErrors.InsecureAddress(uri);
    }
}

/// <summary>Accepts a connection or a sandbox. A connection from a job or a file is refused, because its secret is not serialized.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CloudflareConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ((inputData as PSObject)?.BaseObject ?? inputData) switch
    {
        null => throw new ArgumentTransformationMetadataException(BindingMessages.NoConnection),
        CloudflareSharingConnection connection => connection,
        PiecesSandbox sandbox => sandbox.Cloudflare,
        IList several => throw new ArgumentTransformationMetadataException(BindingMessages.SeveralConnections(several)),
        _ => throw CloudflareCmdletErrors.NotAConnection(),
    };
}
