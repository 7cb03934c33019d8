using System.Globalization;
using PiecesOs.Server.Hosting;

namespace PiecesOs.Server.Cloudflare;

/// <summary>What the Cloudflare side is started with; the defaults are test credentials that README.md documents.</summary>
internal sealed record CloudflareOptions
{
    /// <summary>The longest delay that can be set, a day.</summary>
    public const int MostDelayMs = 24 * 60 * 60 * 1000;

    /// <summary>The API token that may do everything.</summary>
    public string Token { get; init; } = "sandbox-cloudflare-edit-token-0123456789";

    /// <summary>The API token that may only read.</summary>
    public string ReadToken { get; init; } = "sandbox-cloudflare-read-token-0123456789";

    /// <summary>The address that goes with <see cref="Key"/>.</summary>
    public string Email { get; init; } = "sandbox@example.com";

    /// <summary>The global API key, which may do everything.</summary>
    public string Key { get; init; } = "0123456789abcdef0123456789abcdef01234";

    /// <summary>How long a change takes to be done.</summary>
    public int DelayMs { get; init; } = 300;

    /// <summary>How long answers show what was before a change.</summary>
    public int LagMs { get; init; }

    /// <summary>These options with one more from the command line.</summary>
    public CloudflareOptions With(string name, string value) => name switch
    {
        "--cloudflare-token" => this with { Token = Secret(name, value) },
        "--cloudflare-read-token" => this with { ReadToken = Secret(name, value) },
        "--cloudflare-email" => this with { Email = Secret(name, value) },
        "--cloudflare-key" => this with { Key = Secret(name, value) },
        "--cloudflare-delay" => this with { DelayMs = Delay(name, value) },
        "--cloudflare-lag" => this with { LagMs = Delay(name, value) },
        _ => throw new OptionException($"Unknown option '{name}'. --help lists the options."),
    };

    /// <summary>Without the members, which are secrets.</summary>
    public override string ToString() => nameof(CloudflareOptions);

    private static string Secret(string name, string value) =>
        value.Length == 0 || value.AsSpan().ContainsAny(" \t") ? throw new OptionException($"{name} needs a value without spaces.") : value;

    private static int Delay(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var delay) && delay <= MostDelayMs
            ? delay
            : throw new OptionException(FormattableString.Invariant($"{name}: '{value}' is not a whole number from 0 to {MostDelayMs}."));
}
