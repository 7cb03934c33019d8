using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>The sandbox, and requests that fill it.</summary>
public sealed class Sandbox : IAsyncDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { UseProxy = false });
    private readonly SandboxServer _server;
    private JsonElement? _application;

    private Sandbox(SandboxServer server)
    {
        _server = server;
        Library = new Library(Address);
        Cloudflare = new CloudflareAccount(Address);
    }

    /// <summary>The base address.</summary>
    public Uri Address => _server.Address;

    /// <summary>What Pieces OS stores, read over plain HTTP.</summary>
    public Library Library { get; }

    /// <summary>What Cloudflare stores, read over plain HTTP.</summary>
    public CloudflareAccount Cloudflare { get; }

    /// <summary>Starts a sandbox that omits content unless it is requested.</summary>
    public static async Task<Sandbox> StartAsync() => new(await SandboxServer.StartStrictAsync("--cloudflare-delay", "100"));

    /// <summary>Starts a sandbox with options of its own.</summary>
    public static async Task<Sandbox> StartAsync(params string[] options) => new(await SandboxServer.StartAsync(options));

    /// <summary>Removes all assets, shares and everything of Cloudflare.</summary>
    public Task ResetAsync() => AdminAsync("reset", new { });

    /// <summary>Adds sample assets, and the sample shares of Cloudflare.</summary>
    public Task AddSamplesAsync(int count) => AdminAsync("sample", new { count, seed = 1 });

    /// <summary>Adds materials over plain HTTP, one after another, so that the library keeps their order.</summary>
    public async Task AddAsync(IReadOnlyList<Material> materials)
    {
        ArgumentNullException.ThrowIfNull(materials);
        _application ??= await ConnectAsync();
        foreach (var material in materials)
        {
            object format = material.IsText
                ? new { fragment = new { @string = new { raw = material.Text }, metadata = new { ext = material.Language } } }
                : new { file = new { bytes = new { raw = material.Content.Select(static value => (int)value) }, metadata = new { name = material.Name, ext = material.Language } } };
            var seed = new { type = "SEEDED_ASSET", asset = new { application = _application, format, metadata = new { name = material.Name } } };
            using var answer = await SendAsync("assets/create?transferables=false", seed);
        }
    }

    /// <summary>Shares assets over plain HTTP, each under a name.</summary>
    public async Task ShareAsync(IEnumerable<(string AssetId, string Name)> assets)
    {
        ArgumentNullException.ThrowIfNull(assets);
        foreach (var (id, name) in assets)
        {
            using var answer = await SendAsync("shares/create?transferables=false", new { asset = new { id }, access = "PUBLIC", name });
        }
    }

    /// <summary>Changes the name of an asset over plain HTTP.</summary>
    public async Task RenameAsync(string id, string name)
    {
        var asset = JsonNode.Parse(await _http.GetStringAsync(new Uri(Address, "asset/" + id)))!;
        asset["name"] = name;
        using var answer = await SendAsync("asset/update", asset);
    }

    /// <summary>Stores a record over plain HTTP.</summary>
    public async Task PutAsync(string path, object record)
    {
        using var content = new StringContent(JsonSerializer.Serialize(record), Encoding.UTF8, "application/json");
        using var answer = await _http.PutAsync(new Uri(Address, path), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Removes an asset over plain HTTP.</summary>
    public async Task RemoveAsync(string id)
    {
        using var answer = await SendAsync($"assets/{id}/delete", new { });
    }

    /// <summary>Sends a suggestion of a tag and an asset to every stream of suggestions.</summary>
    public Task SuggestAsync(string tagId, string assetId) =>
        AdminAsync("suggestion", new { iterable = new object[] { new { tag = new { id = tagId }, asset = new { id = assetId } } } });

    /// <summary>Adds a fault.</summary>
    public Task AddFaultAsync(object fault) => AdminAsync("faults", fault);

    /// <summary>Changes the state of the account.</summary>
    public Task SetAccountAsync(object state) => _server.AdminAsync(HttpMethod.Put, ".sandbox/account", state);

    /// <summary>Sets how many requests to Cloudflare are accepted in a window; <see langword="null"/> removes the limit.</summary>
    public Task SetRateLimitAsync(object? limit) => _server.AdminAsync(HttpMethod.Put, ".sandbox/cloudflare", new { rateLimit = limit });

    /// <summary>Waits until the health of the server was requested so often.</summary>
    public Task WaitForHealthRequestsAsync(int count) => Patience.UntilAsync(async () =>
    {
        if ((await _server.GetRequestsAsync()).Count(static request => request.Path == "/.well-known/health") < count)
            throw new TimeoutException($"The health was not requested {count} times.");
    });

    /// <summary>The size of all responses since the log was cleared.</summary>
    public async Task<long> CountSentBytesAsync() => (await _server.GetRequestsAsync()).Sum(static request => request.ResponseBytes);

    /// <summary>The requests since the log was cleared: method, path and query.</summary>
    public async Task<IReadOnlyList<string>> GetRequestsAsync() => [.. (await _server.GetRequestsAsync()).Select(static request => request.Line)];

    /// <summary>Empties the request log.</summary>
    public Task ClearRequestsAsync() => _server.ClearRequestsAsync();

    /// <summary>Closes every open stream.</summary>
    public Task DropStreamsAsync() => AdminAsync("streams/drop", new { });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        Library.Dispose();
        Cloudflare.Dispose();
        return _server.DisposeAsync();
    }

    private async Task<JsonElement?> ConnectAsync()
    {
        using var answer = await SendAsync("connect", new { application = new { name = "OPEN_SOURCE", version = "1", platform = "LINUX" } });
        using var context = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        return context.RootElement.GetProperty("application").Clone();
    }

    private Task AdminAsync(string path, object body) => _server.AdminAsync(HttpMethod.Post, ".sandbox/" + path, body);

    private async Task<HttpResponseMessage> SendAsync(string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        var answer = await _http.PostAsync(new Uri(Address, path), content);
        return answer.EnsureSuccessStatusCode();
    }
}
