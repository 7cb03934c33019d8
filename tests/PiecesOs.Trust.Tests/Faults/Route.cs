using System.Text.RegularExpressions;

namespace PiecesOs.Trust.Tests.Faults;

/// <summary>A kind of request: method and path, with <c>{id}</c> for each ID, and its subject.</summary>
public sealed partial record Route(string Method, string Path)
{
    /// <summary>POST requests that only read. The API requires POST for them.</summary>
    private static readonly HashSet<string> s_readOnlyPosts = ["/assets/search", "/assets/draft", "/connect", "/materials/metrics", "/materials/identifiers"];

    /// <summary>Whether it is a GET.</summary>
    public bool IsGet => Method == "GET";

    /// <summary>Whether it changes something.</summary>
    public bool IsChange => !IsGet && !IsSocket && !s_readOnlyPosts.Contains(Path);

    /// <summary>Whether it opens a WebSocket.</summary>
    public bool IsSocket => Method == "SOCKET";

    /// <summary>Whether it is for Cloudflare.</summary>
    public bool IsCloudflare => Path.StartsWith("/client/v4/", StringComparison.Ordinal);

    /// <summary>Whether the command that sends it specifies a link name.</summary>
    public bool NamesLink { get; init; }

    /// <summary>What can be missing when the response is 404. Empty for a path without an object.</summary>
    public IReadOnlyList<string> Subjects => Path switch
    {
        _ when IsCloudflare => CloudflareSubjects(),
        "/linkify" or "/linkify/multiple" => ["Asset", "Share"],
        "/share/update" => ["Share"],
        "/assets/related" or "/assets/recommended" or "/format/update/value" => ["Asset"],
        _ when !Path.Contains("{id}") => [],
        _ => Path.StartsWith("/share", StringComparison.Ordinal) || Path.StartsWith("/linkify", StringComparison.Ordinal) || Path.StartsWith("/.library/shares/", StringComparison.Ordinal)
            ? ["Share"]
            : ["Asset"],
    };

    /// <summary>The route of a request.</summary>
    public static Route Of(RecordedRequest request) => new(request.Header("Upgrade") is null ? request.Method : "SOCKET", Id().Replace(request.Path, "/{id}"));

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";

    private IReadOnlyList<string> CloudflareSubjects()
    {
        var depth = Path.Split('/').Count(static part => part == "{id}");
        if (depth < 3)
            return ["CloudflareShare"];
        if (Path.Contains("/excluded-recipients/"))
            return ["CloudflareShareExcludedRecipient"];
        return Path.Contains("/recipients/") ? ["CloudflareShareRecipient"] : ["CloudflareShareResource"];
    }

    [GeneratedRegex("/(?:[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9a-fA-F]{32})(?=/|$)")]
    private static partial Regex Id();
}
