using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Hosting;

/// <summary>A running sandbox: the web server and the data behind it.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SandboxParts _parts;
    private readonly Database _database;

    private SandboxServer(WebApplication app, SandboxParts parts, Database database, Uri address, string adminToken)
    {
        _app = app;
        _parts = parts;
        _database = database;
        Address = address;
        AdminToken = adminToken;
    }

    /// <summary>Where it listens, with the port it was given.</summary>
    public Uri Address { get; }

    /// <summary>What the admin paths ask for.</summary>
    public string AdminToken { get; }

    /// <summary>Opens the data, fills an empty sandbox with samples if asked, and listens.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation = default)
    {
        var database = Database.Open(options.Data);
        WebApplication? app = null;
        SandboxParts? parts = null;
        try
        {
            var token = options.AdminToken ?? RandomNumberGenerator.GetHexString(64, lowercase: true);
            app = Build(options);
            parts = await SandboxParts.CreateAsync(options, database, app.Lifetime, token);
            parts.MapTo(app);
            await parts.FillAsync(options.Sample);
            await ListenAsync(app, options, cancellation);
            var address = AddressOf(app, options);
            parts.State.Origin = address.GetLeftPart(UriPartial.Authority);
            return new SandboxServer(app, parts, database, address, token);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            if (parts is not null)
                await parts.DisposeAsync();
            database.Dispose();
            throw;
        }
    }

    /// <summary>Waits until something ends the sandbox.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    /// <summary>Asks the sandbox to end.</summary>
    public void Stop() => _app.Lifetime.StopApplication();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _parts.DisposeAsync();
        _database.Dispose();
    }

    private static WebApplication Build(SandboxOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddRoutingCore();
        if (options.ParentPid is not null)
            builder.Services.AddSingleton<IHostLifetime, SessionLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.CreateBoundListenSocket =
            static endpoint => ListenSocket.Bind(endpoint, SocketTransportOptions.CreateDefaultBoundListenSocket));
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

    private static async Task ListenAsync(WebApplication app, SandboxOptions options, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception error) when (error is System.IO.IOException or AddressInUseException or System.Net.Sockets.SocketException)
        {
            throw new StartException(ExitCode.PortTaken, FormattableString.Invariant($"Cannot listen on {options.Listen} port {options.Port}: {error.Message}"), error);
        }
    }

    private static Uri AddressOf(WebApplication app, SandboxOptions options)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var port = 0;
        foreach (var address in addresses)
            port = new Uri(address).Port;
        var host = options.Listen.Equals(IPAddress.Any) || options.Listen.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : options.Listen;
        return new UriBuilder(Uri.UriSchemeHttp, host.ToString(), port).Uri;
    }
}
