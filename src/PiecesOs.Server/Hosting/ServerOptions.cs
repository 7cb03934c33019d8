using System.Net;
using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Hosting;

/// <summary>How the server starts; the defaults are those that the command line documents.</summary>
internal sealed record ServerOptions
{
    /// <summary>The port to listen on; 0 uses any free one.</summary>
    public int Port { get; init; }

    /// <summary>The address to listen on.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>The SQLite file that keeps everything; null keeps nothing after the end.</summary>
    public string? Data { get; init; }

    /// <summary>How many sample assets an empty server is filled with.</summary>
    public int Sample { get; init; }

    /// <summary>How slow reads are: 1 as measured on a real server, 0 not at all.</summary>
    public double Pace { get; init; }

    /// <summary>The process whose end also ends the server.</summary>
    public int? ParentPid { get; init; }

    /// <summary>The bearer token of the admin paths; null generates one.</summary>
    public string? AdminToken { get; init; }

    /// <summary>The bearer token of requests that do not come from this computer; null refuses them.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The address of links, without a slash at the end; null is the address that the server listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The reverse proxies whose X-Forwarded headers count.</summary>
    public IPNetwork? TrustedProxy { get; init; }

    public PiecesOptions Pieces { get; init; } = new();

    public CloudflareOptions Cloudflare { get; init; } = new();
}
