namespace PiecesOs.Module;

/// <summary>The environment variables for Cloudflare. An empty variable counts as not set.</summary>
/// <param name="ApiToken">CLOUDFLARE_API_TOKEN, which takes precedence over a key.</param>
/// <param name="Email">CLOUDFLARE_EMAIL.</param>
/// <param name="ApiKey">CLOUDFLARE_API_KEY.</param>
/// <param name="AccountId">CLOUDFLARE_ACCOUNT_ID.</param>
/// <param name="BaseUrl">CLOUDFLARE_BASE_URL.</param>
internal sealed record CloudflareEnvironment(string? ApiToken, string? Email, string? ApiKey, string? AccountId, string? BaseUrl)
{
    /// <summary>Whether there is a token or a key.</summary>
    public bool HasSecret => ApiToken is not null || ApiKey is not null;

    /// <summary>Reads the current values.</summary>
    public static CloudflareEnvironment Read() => new(
        Variable("CLOUDFLARE_API_TOKEN"),
        Variable("CLOUDFLARE_EMAIL"),
        Variable("CLOUDFLARE_API_KEY"),
        Variable("CLOUDFLARE_ACCOUNT_ID"),
        Variable("CLOUDFLARE_BASE_URL"));

    /// <summary>The address in CLOUDFLARE_BASE_URL, if any.</summary>
    public Uri? ParseBaseUri() => BaseUrl is null ? null
        : Uri.TryCreate(BaseUrl, UriKind.Absolute, out var uri) ? uri : throw CloudflareCmdletErrors.InvalidAddress(BaseUrl);

    /// <summary>Never the values.</summary>
    public override string ToString() => nameof(CloudflareEnvironment);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
