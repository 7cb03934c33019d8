using System.Net;

namespace PiecesOs.Server.Hosting.Requests;

/// <summary>Where a request comes from: this computer, or elsewhere.</summary>
internal sealed class RequestOrigin(ServerOptions options)
{
    private const int HttpPort = 80;

    /// <summary>What proxies add to a request, and what the middleware for it leaves behind.</summary>
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Original-Proto", "X-Real-IP"];

    /// <summary>Whether the server listens on loopback only.</summary>
    public bool IsLoopbackServer { get; } = IPAddress.IsLoopback(options.Listen);

    /// <summary>
    /// Whether a program on this computer sent the request to a server that listens on loopback only. A reverse proxy is also
    /// on this computer, but it sends the requests of others.
    /// </summary>
    public bool IsThisComputer(HttpContext context) =>
        IsLoopbackServer && IsOwnHost(context.Request.Host, context.Connection.LocalPort) && !IsForwarded(context.Request);

    /// <summary>Whether the host name is one of this computer, with the port.</summary>
    public static bool IsOwnHost(HostString host, int port) =>
        (host.Port ?? HttpPort) == port && host.Host is ("localhost" or "127.0.0.1" or "[::1]");

    /// <summary>Whether the host name is that of the public address. Proxies send it with or without the port.</summary>
    public bool IsPublicHost(HostString host) => options.PublicUrl is { } url && host.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether nobody between the client and this server could read the request.</summary>
    public static bool IsSecure(HttpContext context) =>
        context.Request.IsHttps
        || (context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !IsForwarded(context.Request));

    private static bool IsForwarded(HttpRequest request) => Array.Exists(ProxyHeaders, request.Headers.ContainsKey);
}
