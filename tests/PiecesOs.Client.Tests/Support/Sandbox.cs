using System.Text.Json;
using RestCore.Http;
using Xunit;

namespace PiecesOs.Client.Tests.Support;

/// <summary>A sandbox with a client before it. The tests of one collection share one and run one after the other.</summary>
public sealed class Sandbox : IAsyncLifetime
{
    private readonly string[] _options;
    private SandboxProcess? _process;
    private TestPieces? _pieces;
    private RequestTrace? _trace;

    public Sandbox()
        : this([])
    {
    }

    private Sandbox(string[] options) => _options = options;

    internal PiecesClient Pieces => _pieces!.Client;

    internal Uri Address => _process!.Address;

    /// <summary>What <c>connect</c> returned; seeds carry it.</summary>
    internal Application Application { get; private set; } = null!;

    /// <summary>A sandbox of one test's own.</summary>
    internal static async Task<Sandbox> StartAsync(params string[] options)
    {
        var sandbox = new Sandbox(options);
        await sandbox.InitializeAsync();
        return sandbox;
    }

    public async ValueTask InitializeAsync()
    {
        _process = await SandboxProcess.StartAsync(_options);
        _pieces = new TestPieces(Address, trace => _trace = trace);
        Application = (await Pieces.System.ConnectAsync("1.0")).Application!;
    }

    public async ValueTask DisposeAsync()
    {
        _pieces?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    internal Task KillAsync() => _process!.KillAsync();

    internal async Task<Asset> CreateAsync(string text, string? name = null, string? language = null, params string[] tags) =>
        await Pieces.Assets.AssetsCreateNewAssetAsync(Seed(text, name, language, tags));

    internal SeedBody Seed(string text, string? name = null, string? language = null, params string[] tags) =>
        new() { Application = Application, Content = SeedContent.FromText(text), Name = name, Language = language, Tags = tags };

    internal async Task<Share> LinkAsync(Asset asset) =>
        (await Pieces.Linkify.LinkifyAsync(new LinkifyBody { Asset = asset }).ToListAsync()).Single();

    /// <summary>Runs an operation and finds what it sent in the request log.</summary>
    internal async Task<Exchange<T>> RecordAsync<T>(Func<PiecesClient, Task<T>> operation)
    {
        await _process!.ClearRequestsAsync();
        var result = await operation(Pieces);
        var request = (await _process.GetRequestsAsync()).Single();
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

    internal Task<JsonElement> AdminAsync(HttpMethod method, string path, object? body = null) => _process!.AdminAsync(method, path, body);
}
