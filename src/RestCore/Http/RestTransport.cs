using System.Net;
#if NETFRAMEWORK
using System.Security.Authentication;
#endif

namespace RestCore.Http;

/// <summary>
/// The connections to one server, shared by all calls until it is disposed. Safe for any number of threads.
/// </summary>
public sealed class RestTransport : IDisposable
{
    private int _waiting;

    /// <summary>Opens nothing yet: the first request connects.</summary>
    public RestTransport(RestTransportOptions options)
    {
        Options = options ?? throw new ArgumentNullException(nameof(options));
        BaseAddress = BaseOf(options.BaseAddress);
        Authorization = options.Headers.ContainsKey("Authorization") ? null : UserInfo.ToAuthorization(options.BaseAddress);
        Handler = options.Handler ?? CreateHandler(BaseAddress);
    }

    /// <summary>How it was set up.</summary>
    public RestTransportOptions Options { get; }

    /// <summary>The server's address, ending in a slash.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The user name and password that the address was given with, as a header's value.</summary>
    internal string? Authorization { get; }

    /// <summary>Sends requests over the connections.</summary>
    internal HttpMessageHandler Handler { get; }

    /// <summary>How many requests the server still accepts.</summary>
    internal RateLimit RateLimit { get; } = new();

    /// <summary>Whether its connections are closed.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>Whether a request waits for the server at this moment.</summary>
    internal bool IsWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        IsDisposed = true;
        Handler.Dispose();
    }

    /// <summary>Counts a wait for the server, until <see cref="EndWait"/>.</summary>
    internal void BeginWait() => Interlocked.Increment(ref _waiting);

    /// <summary>Ends a wait.</summary>
    internal void EndWait() => Interlocked.Decrement(ref _waiting);

    /// <summary>The address as paths are appended to it: with a slash at the end, without user name, password, query and fragment.</summary>
    public static Uri BaseOf(Uri address)
    {
        var builder = new UriBuilder(address) { UserName = string.Empty, Password = string.Empty, Query = string.Empty, Fragment = string.Empty };
        if (!builder.Path.EndsWith("/", StringComparison.Ordinal))
            builder.Path += "/";
        return builder.Uri;
    }

#if NETFRAMEWORK
    private static HttpClientHandler CreateHandler(Uri address)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            UseProxy = !address.IsLoopback,
            MaxConnectionsPerServer = 64,
        };

        // Windows PowerShell may allow only TLS 1.0, which Cloudflare refuses. The setting of the process stays as it is.
        if (ServicePointManager.SecurityProtocol != SecurityProtocolType.SystemDefault)
            handler.SslProtocols = (SslProtocols)ServicePointManager.SecurityProtocol | SslProtocols.Tls12;
        return handler;
    }
#else
    /// <summary>A handler with connections of its own.</summary>
    internal static SocketsHttpHandler CreateHandler(Uri address) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        UseProxy = !address.IsLoopback,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };
#endif
}
