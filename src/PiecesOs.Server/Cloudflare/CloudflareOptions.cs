namespace PiecesOs.Server.Cloudflare;

/// <summary>How the Cloudflare side starts; the defaults are test credentials that README.md documents.</summary>
internal sealed record CloudflareOptions
{
    /// <summary>The longest delay that can be set, a day.</summary>
    public const int MaxDelayMs = 24 * 60 * 60 * 1000;

    /// <summary>What <see cref="MaxBody"/> can be at most.</summary>
    public const long HighestMaxBody = 1024 * 1024;

    /// <summary>The API token that can edit.</summary>
    public string Token { get; init; } = "sandbox-cloudflare-edit-token-0123456789";

    /// <summary>The API token that can only read.</summary>
    public string ReadToken { get; init; } = "sandbox-cloudflare-read-token-0123456789";

    /// <summary>The email address of <see cref="Key"/>.</summary>
    public string Email { get; init; } = "sandbox@example.com";

    /// <summary>The global API key, which can edit.</summary>
    public string Key { get; init; } = "0123456789abcdef0123456789abcdef01234";

    /// <summary>How long a change takes.</summary>
    public int DelayMs { get; init; } = 300;

    /// <summary>How long responses show the state before a change.</summary>
    public int LagMs { get; init; }

    /// <summary>The largest request body in bytes; a larger one returns 413.</summary>
    public long MaxBody { get; init; } = HighestMaxBody;

    /// <summary>Without the members, which are secrets.</summary>
    public override string ToString() => nameof(CloudflareOptions);
}
