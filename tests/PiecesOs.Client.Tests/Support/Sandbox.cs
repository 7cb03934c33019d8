using System.Text.Json;
using RestCore.Http;
using Xunit;

namespace PiecesOs.Client.Tests.Support;

/// <summary>A sandbox with a client before it. The tests of one collection share one and run one after the other.</summary>
public sealed class Sandbox : IAsyncLifetime
{
    private readonly Func<Task<SandboxServer>> _start;
    private SandboxServer? _server;
    private TestPieces? _pieces;
    private RequestTrace? _trace;

    public Sandbox()
        : this(static () => SandboxServer.StartAsync())
    {
    }

    private Sandbox(Func<Task<SandboxServer>> start) => _start = start;

    internal PiecesClient Pieces => _pieces!.Client;

    internal Uri Address => _server!.Address;

    /// <summary>What <c>connect</c> returned; seeds carry it.</summary>
    internal Application Application { get; private set; } = null!;

    /// <summary>A sandbox of one test's own.</summary>
    internal static Task<Sandbox> StartAsync(params string[] options) => StartAsync(() => SandboxServer.StartAsync(options));

    /// <summary>A sandbox of one test's own that can be killed.</summary>
    internal static Task<Sandbox> StartProcessAsync(params string[] options) => StartAsync(() => SandboxServer.StartProcessAsync(options));

    public async ValueTask InitializeAsync()
    {
        _server = await _start();
        _pieces = new TestPieces(Address, trace => _trace = trace);
        Application = (await Pieces.System.ConnectAsync("1.0")).Application!;
    }

    public async ValueTask DisposeAsync()
    {
        _pieces?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    internal Task KillAsync() => _server!.KillAsync();

    internal async Task<Asset> CreateAsync(string text, string? name = null, string? language = null, params string[] tags) =>
        await Pieces.Assets.AssetsCreateNewAssetAsync(Seed(text, name, language, tags));

    internal SeedBody Seed(string text, string? name = null, string? language = null, params string[] tags) =>
        new() { Application = Application, Content = SeedContent.FromText(text), Name = name, Language = language, Tags = tags };

    internal async Task<Share> LinkAsync(Asset asset) =>
        (await Pieces.Linkify.LinkifyAsync(new LinkifyBody { Asset = asset }).ToListAsync()).Single();

    /// <summary>Runs an operation and finds what it sent in the request log.</summary>
    internal async Task<Exchange<T>> RecordAsync<T>(Func<PiecesClient, Task<T>> operation)
    {
        await _server!.ClearRequestsAsync();
        var result = await operation(Pieces);
        var request = (await _server.GetRequestsAsync()).Single();
        return new Exchange<T>(result, request, _trace!.Status, _trace.Operation);
    }

    internal Task<Exchange<bool>> RecordAsync(Func<PiecesClient, Task> operation) => RecordAsync(async pieces =>
    {
        await operation(pieces);
        return true;
    });

    internal Task<Exchange<List<T>>> RecordAsync<T>(Func<PiecesClient, IAsyncEnumerable<T>> operation) =>
        RecordAsync(async pieces => await operation(pieces).ToListAsync());

    /// <summary>The next request to this path gets this response.</summary>
    internal Task FaultAsync(string path, int status, string body = "") =>
        AdminAsync(HttpMethod.Post, ".sandbox/faults", new { path = path + "$", times = 1, status, body });

    internal Task<JsonElement> AdminAsync(HttpMethod method, string path, object? body = null) => _server!.AdminAsync(method, path, body);

    private static async Task<Sandbox> StartAsync(Func<Task<SandboxServer>> start)
    {
        var sandbox = new Sandbox(start);
        await sandbox.InitializeAsync();
        return sandbox;
    }
}
