using System;
using System.Net;
using System.Net.Http;

namespace RestCore.Http;

/// <summary>
/// The connections to one server, shared by all calls until it is disposed. Safe for any number of threads.
/// </summary>
public sealed class RestTransport : IDisposable
{
    /// <summary>Opens nothing yet: the first request connects.</summary>
    public RestTransport(RestTransportOptions options)
    {
        Options = options ?? throw new ArgumentNullException(nameof(options));
        BaseAddress = BaseOf(options.BaseAddress);
        Authorization = options.Headers.ContainsKey("Authorization") ? null : UserInfo.ToAuthorization(options.BaseAddress);
        Http = new HttpClient(CreateHandler(BaseAddress), disposeHandler: true)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>How it was set up.</summary>
    public RestTransportOptions Options { get; }

    /// <summary>The server's address, ending in a slash.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The user name and password that the address was given with, as a header's value.</summary>
    internal string? Authorization { get; }

    internal HttpClient Http { get; }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => Http.Dispose();

    /// <summary>The address as paths are appended to it: with a slash at the end, without user name, password, query and fragment.</summary>
    public static Uri BaseOf(Uri address)
    {
        var builder = new UriBuilder(address) { UserName = string.Empty, Password = string.Empty, Query = string.Empty, Fragment = string.Empty };
        if (!builder.Path.EndsWith("/", StringComparison.Ordinal))
            builder.Path += "/";
        return builder.Uri;
    }

#if NETFRAMEWORK
    private static HttpClientHandler CreateHandler(Uri address) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        UseCookies = false,
        UseProxy = !address.IsLoopback,
        MaxConnectionsPerServer = 64,
    };
#else
    private static SocketsHttpHandler CreateHandler(Uri address) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        UseProxy = !address.IsLoopback,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };
#endif
}
