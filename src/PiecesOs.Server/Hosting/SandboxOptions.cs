using System.Net;
using PiecesOs.Server.Cloudflare;

namespace PiecesOs.Server.Hosting;

/// <summary>What one sandbox is started with; every member has the default that the command line documents.</summary>
internal sealed record SandboxOptions
{
    /// <summary>The port to listen on; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>The address to listen on.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>The SQLite file that keeps everything; null keeps nothing after the end.</summary>
    public string? Data { get; init; }

    /// <summary>How many sample assets an empty sandbox is filled with.</summary>
    public int Sample { get; init; }

    /// <summary>Sign-in and cloud state that the server starts in.</summary>
    public AccountKind Account { get; init; } = AccountKind.Connected;

    /// <summary>Whether a GitHub account is connected.</summary>
    public bool GitHub { get; init; } = true;

    /// <summary>The version that the health answers and <c>/.well-known/version</c> give.</summary>
    public string OsVersion { get; init; } = "12.6.2";

    /// <summary>Whether link operations answer 505.</summary>
    public bool Outdated { get; init; }

    /// <summary>Whether reads leave content out unless the query asks for it.</summary>
    public bool ContentOnRequest { get; init; }

    /// <summary>What lists say of an asset's relations.</summary>
    public RelationDetail Relations { get; init; }

    /// <summary>Whether lists keep removed assets and tags, with a negative index.</summary>
    public bool KeepRemoved { get; init; }

    /// <summary>Whether <c>/connect</c> refuses application names that the API does not have.</summary>
    public bool StrictConnect { get; init; }

    /// <summary>Whether <c>GET /user</c> answers an empty object, and not 401, while nobody is signed in.</summary>
    public bool EmptyUser { get; init; }

    /// <summary>Whether health and version come as JSON strings.</summary>
    public bool QuotedHealth { get; init; }

    /// <summary>Whether the server says that it is migrating its database, and serves no data.</summary>
    public bool Migrating { get; init; }

    /// <summary>How long a created asset without a name has a placeholder; null when it has its name at once.</summary>
    public TimeSpan? Enrich { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How slow reads are: 1 as measured on a real server, 0 not at all.</summary>
    public double Pace { get; init; }

    /// <summary>The largest request body in bytes; a larger one answers 413.</summary>
    public long MaxBody { get; init; } = 512L * 1024 * 1024;

    /// <summary>The process whose end also ends the sandbox.</summary>
    public int? ParentPid { get; init; }

    /// <summary>The bearer token of the admin paths; null has one made.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Credentials and delay of the Cloudflare operations.</summary>
    public CloudflareOptions Cloudflare { get; init; } = new();

    /// <summary>Whether only the usage was asked for.</summary>
    public bool Help { get; init; }

    /// <summary>The largest body of the link operations, which is lower than the general one as in the cloud.</summary>
    public long MaxLinkBody => long.Min(MaxBody, 20L * 1024 * 1024);
}
