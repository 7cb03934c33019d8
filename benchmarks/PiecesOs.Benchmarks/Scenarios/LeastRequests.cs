using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Benchmarks.Inputs;

namespace PiecesOs.Benchmarks.Scenarios;

/// <summary>The fewest requests with which a client that is written for one job can do it.</summary>
internal sealed class LeastRequests(Uri server, JobInput input) : IDisposable
{
    // Without the escapes that only HTML needs.
    private static readonly JsonSerializerOptions s_shortest = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient _client = new() { BaseAddress = server };

    public Task AssetAsync() => GetAsync($"assets/{input.Id}?transferables=true");

    /// <summary>Only the list has the names.</summary>
    public async Task NamedAssetAsync()
    {
        var list = await NamesAsync();
        var asset = list.GetProperty("iterable").EnumerateArray().First(asset => asset.TryGetProperty("name", out var name) && name.GetString() == input.Name);
        await GetAsync($"assets/{asset.GetProperty("id")}?transferables=true");
    }

    public Task ListAsync() => GetAsync("assets?transferables=true");

    public Task<JsonElement> NamesAsync() => GetAsync("assets?transferables=false");

    public Task SearchAsync() => GetAsync("assets/search?query=retry&transferables=true");

    /// <summary>Adds a tag that does not exist yet. A client that knows that need not look for it.</summary>
    public async Task TagAsync()
    {
        var tag = await PostAsync("tags/create", """{"text":"from the benchmark"}""");
        await PostAsync($"tag/{tag.GetProperty("id")}/assets/associate/{input.Id}", body: null);
    }

    /// <summary>A server registers a client before it accepts its assets.</summary>
    public async Task CreateAsync()
    {
        var context = await PostAsync("connect", """{"application":{"name":"OPEN_SOURCE","version":"1","platform":"LINUX"}}""");
        var application = context.GetProperty("application");
        foreach (var file in Directory.GetFiles(input.Files).Order(StringComparer.Ordinal))
        {
            var format = new { fragment = new { @string = new { raw = await File.ReadAllTextAsync(file) }, metadata = new { ext = "ps1" } } };
            var seed = new { type = "SEEDED_ASSET", asset = new { application, format, metadata = new { name = Path.GetFileName(file) } } };
            await PostAsync("assets/create?transferables=false", JsonSerializer.Serialize(seed, s_shortest));
        }
    }

    /// <summary>Without the list, a repeated import would duplicate the assets.</summary>
    public async Task ImportAsync()
    {
        await ListAsync();
        await CreateAsync();
    }

    public async Task ExportAsync()
    {
        await ListAsync();
        await SharesAsync();
    }

    /// <summary>The list shows which assets have changed.</summary>
    public async Task ExportUnchangedAsync()
    {
        await NamesAsync();
        await SharesAsync();
    }

    public async Task ExportChangedAsync()
    {
        await ExportUnchangedAsync();
        await AssetAsync();
    }

    /// <summary>The request for a link contains the asset.</summary>
    public async Task ShareAsync()
    {
        var asset = await GetAsync($"assets/{input.Id}?transferables=false");
        await PostAsync("linkify", JsonSerializer.Serialize(new { asset, access = "PUBLIC" }, s_shortest));
    }

    public async Task RevokeAsync()
    {
        var shares = await SharesAsync();
        var share = shares.GetProperty("iterable").EnumerateArray().First(share => share.GetProperty("link").GetString() == input.Link);
        await PostAsync($"linkify/{share.GetProperty("id")}/revoke", body: null);
    }

    /// <summary>Creates a link for the job that revokes it, and returns it.</summary>
    public async Task<string> CreateLinkAsync()
    {
        var shares = await PostAsync("linkify", JsonSerializer.Serialize(new { asset = new { id = input.Id }, access = "PUBLIC" }, s_shortest));
        return shares.GetProperty("iterable")[0].GetProperty("link").GetString()!;
    }

    /// <summary>Changes an asset for the job that exports the change.</summary>
    public async Task RenameAsync()
    {
        var asset = JsonNode.Parse((await GetAsync($"assets/{input.Id}?transferables=false")).GetRawText())!;
        asset["name"] = "renamed";
        await PostAsync("asset/update", asset.ToJsonString());
    }

    public void Dispose() => _client.Dispose();

    private Task<JsonElement> SharesAsync() => GetAsync("shares?transferables=false");

    private async Task<JsonElement> GetAsync(string path) => Parse(await _client.GetByteArrayAsync(new Uri(path, UriKind.Relative)));

    private async Task<JsonElement> PostAsync(string path, string? body)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = (await _client.PostAsync(new Uri(path, UriKind.Relative), content)).EnsureSuccessStatusCode();
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return response.Content.Headers.ContentType?.MediaType == "application/json" ? Parse(bytes) : default;
    }

    private static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
