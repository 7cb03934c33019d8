namespace PiecesOs.Module;

/// <summary>What the environment variables say about Cloudflare; an empty variable counts as none.</summary>
/// <param name="ApiToken">CLOUDFLARE_API_TOKEN, which goes before a key.</param>
/// <param name="Email">CLOUDFLARE_EMAIL.</param>
/// <param name="ApiKey">CLOUDFLARE_API_KEY.</param>
/// <param name="AccountId">CLOUDFLARE_ACCOUNT_ID.</param>
/// <param name="BaseUrl">CLOUDFLARE_BASE_URL.</param>
internal sealed record CloudflareEnvironment(string? ApiToken, string? Email, string? ApiKey, string? AccountId, string? BaseUrl)
{
    /// <summary>Whether there is something to prove who one is.</summary>
    public bool HasSecret => ApiToken is not null || ApiKey is not null;

    /// <summary>The variables as they are now.</summary>
    public static CloudflareEnvironment Read() => new(
        Variable("CLOUDFLARE_API_TOKEN"),
        Variable("CLOUDFLARE_EMAIL"),
        Variable("CLOUDFLARE_API_KEY"),
        Variable("CLOUDFLARE_ACCOUNT_ID"),
        Variable("CLOUDFLARE_BASE_URL"));

    /// <summary>Never what is in it.</summary>
    public override string ToString() => nameof(CloudflareEnvironment);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
