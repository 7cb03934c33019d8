using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Hosting.Admin;
using PiecesOs.Server.Hosting.Faults;
using PiecesOs.Server.Hosting.Pacing;
using PiecesOs.Server.Hosting.Requests;
using PiecesOs.Server.Pieces;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;
using IPNetwork = System.Net.IPNetwork;

namespace PiecesOs.Server.Hosting;

/// <summary>A running server: the web server, the two services and the data behind them.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private static readonly IPNetwork Loopback = IPNetwork.Parse("127.0.0.0/8");

    private readonly ServerOptions _options;
    private readonly Database _database;
    private readonly WebApplication _app;
    private readonly PiecesService _pieces;
    private readonly CloudflareService _cloudflare;
    private readonly Pace _pace;
    private readonly RequestOrigin _origin;
    private readonly AccessGuard _access;

    private LocalServer(ServerOptions options, Database database, WebApplication app, PiecesService pieces, CloudflareService cloudflare)
    {
        _options = options;
        _database = database;
        _app = app;
        _pieces = pieces;
        _cloudflare = cloudflare;
        _pace = new Pace(options.Pace);
        AdminToken = options.AdminToken ?? RandomNumberGenerator.GetHexString(64, lowercase: true);
        _origin = new RequestOrigin(options);
        _access = new AccessGuard(_origin, options.AccessToken is { } token ? [token, AdminToken] : [AdminToken]);
    }

    /// <summary>The address it listens on, with the port that was chosen.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>The token that the admin paths require.</summary>
    public string AdminToken { get; }

    /// <summary>Opens the data, adds samples to an empty server if requested, and listens.</summary>
    public static async Task<LocalServer> StartAsync(ServerOptions options, CancellationToken cancellation = default)
    {
        var database = Database.Open(options.Data, options.FullCheck);
        WebApplication? app = null;
        PiecesService? pieces = null;
        LocalServer? server = null;
        try
        {
            app = Build(options);
            pieces = await PiecesService.CreateAsync(options.Pieces, database);
            server = new LocalServer(options, database, app, pieces, await CloudflareService.CreateAsync(database, options.Cloudflare));
            server.Map();
            await server.FillAsync();
            await server.ListenAsync(cancellation);
            return server;
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            if (pieces is not null)
                await pieces.DisposeAsync();
            server?._pace.Dispose();
            server?._access.Dispose();
            database.Dispose();
            throw;
        }
    }

    /// <summary>The data behind the server.</summary>
    public Database Database => _database;

    /// <summary>Waits until something ends the server.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    /// <summary>Requests the end of the server.</summary>
    public void Stop() => _app.Lifetime.StopApplication();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _pieces.DisposeAsync();
        _pace.Dispose();
        _access.Dispose();
        _database.Dispose();
    }

    private static WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddRoutingCore();
        if (options.ParentPid is not null || options.Detach)
            builder.Services.AddSingleton<IHostLifetime, ChildProcessLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.Home ? 20 : 3));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket =
            endpoint => endpoint is IPEndPoint first && options.LastPort is { } last
                ? ListenSocket.BindFirstFree(first, last, SocketTransportOptions.CreateDefaultBoundListenSocket)
                : ListenSocket.Bind(endpoint, SocketTransportOptions.CreateDefaultBoundListenSocket));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxResponseBufferSize = 1024 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 1000;
            kestrel.Listen(options.Listen, options.Port);
        });
        return builder.Build();
    }

    /// <summary>The middleware in the order in which a request passes it, and then the routes.</summary>
    private void Map()
    {
        var log = new RequestLog();
        var faults = new FaultList();
        UseProxy();
        _app.Use(log.InvokeAsync);
        _app.Use(new RequestGuard(_origin, new AllowedOrigins(_options.AllowedOrigins)).InvokeAsync);
        _app.Use(_access.InvokeAsync);
        _app.Use(new AdminGuard(AdminToken).InvokeAsync);
        _app.UseWebSockets();
        _app.Use(new FaultMiddleware(faults).InvokeAsync);
        _app.Use((HttpContext context, RequestDelegate next) => ErrorMiddleware.InvokeAsync(context, next));
        _cloudflare.UseMiddleware(_app);
        _app.Use(new AvailabilityMiddleware(_pieces.State).InvokeAsync);
        _app.UseRouting();
        _app.Use(new PaceMiddleware(_pace, _database, _pieces.State).InvokeAsync);
        _pieces.Map(_app);
        _cloudflare.Map(_app);
        new AdminRoutes(_database, _pieces, log, faults, _pace).Map(_app);
    }

    /// <summary>The scheme and the client are those that the reverse proxy reports; the path is the one behind the public address.</summary>
    private void UseProxy()
    {
        if (_options.PublicUrl is { AbsolutePath: not "/" } url)
            _app.UsePathBase(url.AbsolutePath);
        var network = _options.TrustedProxy ?? (_options.PublicUrl is null ? null : Loopback);
        if (network is not { } trusted)
            return;
        var headers = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        headers.KnownNetworks.Clear();
        headers.KnownProxies.Clear();
        headers.KnownNetworks.Add(new(trusted.BaseAddress, trusted.PrefixLength));
        if (trusted == Loopback)
            headers.KnownProxies.Add(IPAddress.IPv6Loopback);
        _app.UseForwardedHeaders(headers);
    }

    private async Task FillAsync()
    {
        if (_options.Sample == 0)
            return;
        await _pieces.FillAsync(_options.Sample);
        await _cloudflare.FillAsync();
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        try
        {
            await _app.StartAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or AddressInUseException or SocketException)
        {
            var ports = _options.LastPort is { } last ? FormattableString.Invariant($"ports {_options.Port} to {last}") : FormattableString.Invariant($"port {_options.Port}");
            throw new ListenException($"Cannot listen on {_options.Listen} {ports}: {error.Message}", error);
        }

        var listening = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var host = _options.Listen.Equals(IPAddress.Any) || _options.Listen.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : _options.Listen;
        Address = new UriBuilder(Uri.UriSchemeHttp, host.ToString(), new Uri(listening).Port).Uri;
        _pieces.State.Origin = _options.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? Address.GetLeftPart(UriPartial.Authority);
    }
}

/// <summary>The server cannot listen on the address and port.</summary>
internal sealed class ListenException(string message, Exception inner) : Exception(message, inner);
