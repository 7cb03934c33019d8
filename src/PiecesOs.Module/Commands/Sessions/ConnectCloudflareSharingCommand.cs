using System.Net;
using System.Security;

namespace PiecesOs.Module;

/// <summary>
/// Connects the session to Cloudflare Resource Sharing with an API token, or with an email address and its global API key.
/// Environment variables supply the values that are not specified. Sends no request, so an invalid token fails later.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "CloudflareSharing", DefaultParameterSetName = "Token")]
[OutputType(typeof(CloudflareSharingConnection))]
public sealed class ConnectCloudflareSharingCommand : AsyncCmdlet
{
    private readonly CloudflareSession _session = CloudflareSession.OfThisRunspace();
    private SecretText? _secret;

    /// <summary>The default account for the cmdlets.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? AccountId { get; set; }

    /// <summary>The API token, such as from Get-Secret.</summary>
    [Parameter(ParameterSetName = "Token")]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? ApiToken { get; set; }

    /// <summary>The email address that the API key belongs to. A credential contains its own.</summary>
    [Parameter(ParameterSetName = "Key")]
    [ValidateNotNullOrEmpty]
    public string? Email { get; set; }

    /// <summary>The global API key: a SecureString, or a credential with the email address as its user name.</summary>
    [Parameter(ParameterSetName = "Key")]
    [SecretTransformation(IsApiKey = true)]
    [ValidateNotNull]
    public CloudflareApiKey? ApiKey { get; set; }

    /// <summary>The address of another server than https://api.cloudflare.com/client/v4, such as a sandbox, including its path.</summary>
    [Parameter]
    [AddressTransformation]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>How many seconds to wait for a response, and for each further part of it. The default is 60.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var connection = Open(CloudflareEnvironment.Read());
        _session.Use(connection);
        WriteObject(connection);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) =>
        CloudflareErrorFactory.Create(exception, target ?? BaseUri, _secret);

    private CloudflareSharingConnection Open(CloudflareEnvironment environment)
    {
        var accountId = AccountId ?? environment.AccountId;
        var uri = BaseUri ?? environment.ParseBaseUri();
        TimeSpan? timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var token = ParameterSetName == "Key" ? null : Reveal(ApiToken) ?? environment.ApiToken;
        if (token is not null)
        {
            _secret = new SecretText(token);
            return CloudflareSharingConnection.FromApiToken(token, accountId, uri, timeout);
        }

        var key = Reveal(ApiKey?.Key) ?? environment.ApiKey ?? throw CloudflareCmdletErrors.NotConnected();
        _secret = new SecretText(key);
        var email = Email ?? ApiKey?.Email ?? environment.Email ?? throw CloudflareCmdletErrors.EmailRequired();
        return CloudflareSharingConnection.FromApiKey(email, key, accountId, uri, timeout);
    }

    private static string? Reveal(SecureString? secret) => secret is null ? null : new NetworkCredential(string.Empty, secret).Password;
}
