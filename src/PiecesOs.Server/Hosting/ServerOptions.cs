using System.Net;
using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Hosting;

/// <summary>How the server starts; the defaults are those that the command line documents.</summary>
internal sealed record ServerOptions
{
    /// <summary>The port to listen on; 0 uses any free one.</summary>
    public int Port { get; init; }

    /// <summary>The last of several ports, of which the first free one from <see cref="Port"/> is used.</summary>
    public int? LastPort { get; init; }

    /// <summary>The address to listen on.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>The SQLite file that keeps everything; null keeps nothing after the end.</summary>
    public string? Data { get; init; }

    /// <summary>Whether to check the whole data file before the start, with its indexes.</summary>
    public bool FullCheck { get; init; }

    /// <summary>Whether the server is a lasting home: with a data file and a port that are found again, and listed by Get-PiecesServer.</summary>
    public bool Home { get; init; }

    /// <summary>Whether the server leaves the terminal that started it, and writes its messages to a file beside the data file.</summary>
    public bool Detach { get; init; }

    /// <summary>How many sample assets an empty server is filled with.</summary>
    public int Sample { get; init; }

    /// <summary>How slow reads are: 1 as measured on a real server, 0 not at all.</summary>
    public double Pace { get; init; }

    /// <summary>The process whose end also ends the server.</summary>
    public int? ParentPid { get; init; }

    /// <summary>The bearer token of the admin paths; null generates one.</summary>
    public string? AdminToken { get; init; }

    /// <summary>The origins, such as <c>app://obsidian.md</c>, whose pages can call the server.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The bearer token of requests that do not come from this computer; null refuses them.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The address of links, without a slash at the end; null is the address that the server listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The reverse proxies whose X-Forwarded headers count.</summary>
    public IPNetwork? TrustedProxy { get; init; }

    public PiecesOptions Pieces { get; init; } = new();

    public CloudflareOptions Cloudflare { get; init; } = new();
}
