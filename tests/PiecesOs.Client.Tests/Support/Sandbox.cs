using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using RestCore.Http;
using Xunit;

namespace PiecesOs.Client.Tests.Support;

/// <summary>A sandbox with a client before it. The tests of one collection share one and run one after the other.</summary>
public sealed class Sandbox : IAsyncLifetime
{
    private readonly string[] _options;
    private SandboxProcess? _process;
    private TestPieces? _pieces;
    private HttpClient? _http;
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
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SandboxProcess.AdminToken);
        Application = (await Pieces.System.ConnectAsync("1.0")).Application!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process?.IsRunning == true && _http is not null)
        {
            await AdminAsync(HttpMethod.Post, ".sandbox/stop");
            await _process.WaitForEndAsync();
        }

        _http?.Dispose();
        _pieces?.Dispose();
        _process?.Dispose();
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
        await AdminAsync(HttpMethod.Delete, ".sandbox/requests");
        var result = await operation(Pieces);
        var log = await AdminAsync(HttpMethod.Get, ".sandbox/requests");
        var request = log.GetProperty("iterable").EnumerateArray().Single();
        return new Exchange<T>(result, LoggedRequest.Of(request), _trace!.Status, _trace.Operation);
    }

    internal Task<Exchange<bool>> RecordAsync(Func<PiecesClient, Task> operation) => RecordAsync(async pieces =>
    {
        await operation(pieces);
        return true;
    });

    internal Task<Exchange<List<T>>> RecordAsync<T>(Func<PiecesClient, IAsyncEnumerable<T>> operation) =>
        RecordAsync(async pieces => await operation(pieces).ToListAsync());

    /// <summary>The next request to this path is answered so.</summary>
    internal Task FaultAsync(string path, int status, string body = "") =>
        AdminAsync(HttpMethod.Post, ".sandbox/faults", new { path = path + "$", times = 1, status, body });

    internal async Task<JsonElement> AdminAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _http!.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
