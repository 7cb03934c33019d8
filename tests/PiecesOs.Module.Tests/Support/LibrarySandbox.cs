using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PiecesOs.Module.Tests.Support;

/// <summary>An empty sandbox whose assets a test creates and reads without the module.</summary>
internal sealed class LibrarySandbox : IAsyncDisposable
{
    private readonly PiecesOs.Tests.Support.SandboxServer _server;
    private readonly HttpClient _http;

    private LibrarySandbox(PiecesOs.Tests.Support.SandboxServer server)
    {
        _server = server;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
    }

    public Uri Address => _server.Address;

    public static async Task<LibrarySandbox> StartAsync(params string[] options) => new(await PiecesOs.Tests.Support.SandboxServer.StartAsync(options));

    /// <summary>Creates an asset from a format, with tags and annotations as "MECHANISM:text", and returns its ID.</summary>
    public async Task<string> CreateAsync(string name, object format, string[]? tags = null, string[]? descriptions = null)
    {
        var seed = new
        {
            type = "SEEDED_ASSET",
            asset = new
            {
                application = JsonNode.Parse(Sample.Context())!["application"],
                metadata = new
                {
                    name,
                    mechanism = "MANUAL",
                    tags = (tags ?? []).Select(static tag => tag.Split(':', 2)).Select(static parts => new { text = parts[1], mechanism = parts[0] }),
                    annotations = (descriptions ?? []).Select(static text => text.Split(':', 2)).Select(static parts => new { type = "DESCRIPTION", text = parts[1], mechanism = parts[0] }),
                    websites = new[] { new { url = "https://example.com/" + Uri.EscapeDataString(name), name } },
                },
                format,
            },
        };
        return (await PostAsync("assets/create", JsonSerializer.Serialize(seed)))["id"]!.GetValue<string>();
    }

    /// <summary>Creates an asset with text.</summary>
    public Task<string> CreateTextAsync(string name, string text, string[]? tags = null, string[]? descriptions = null) =>
        CreateAsync(name, new { fragment = new { @string = new { raw = text }, metadata = new { ext = "ps1" } } }, tags, descriptions);

    /// <summary>Creates an asset with bytes.</summary>
    public Task<string> CreateBytesAsync(string name, byte[] bytes, string ext = "png") =>
        CreateAsync(name, new { file = new { bytes = new { raw = bytes.Select(static value => (int)value) }, metadata = new { name, ext, size = bytes.Length } } });

    /// <summary>The record of an asset.</summary>
    public async Task<JsonNode> ReadAsync(string id) => JsonNode.Parse(await _http.GetStringAsync(new Uri($"assets/{id}?transferables=true", UriKind.Relative)))!;

    /// <summary>The record of an asset without what every change changes: times of the change, and the age of the others.</summary>
    public async Task<JsonNode> ReadStableAsync(string id)
    {
        var record = await ReadAsync(id);
        Clean(record);
        return record;
    }

    /// <summary>The content of the original.</summary>
    public async Task<byte[]> ReadContentAsync(string id)
    {
        var original = (await ReadAsync(id))["original"]!["reference"]!;
        var holder = original["fragment"] ?? original["file"]!;
        return holder["string"]?["raw"] is { } text
            ? Encoding.UTF8.GetBytes(text.GetValue<string>())
            : [.. holder["bytes"]!["raw"]!.AsArray().Select(static value => (byte)value!.GetValue<int>())];
    }

    /// <summary>Sends a body and returns the JSON response.</summary>
    public async Task<JsonNode> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Empties the request log.</summary>
    public Task ClearRequestsAsync() => _server.ClearRequestsAsync();

    /// <summary>The requests that change something, as method and path.</summary>
    public async Task<IReadOnlyList<string>> GetChangesAsync() =>
        [.. (await _server.GetRequestsAsync()).Where(static request => request.Method != "GET" && request.Path is not ("/tags/exists" or "/connect")).Select(static request => request.Path)];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Clean(item);
        }
        else if (node is JsonObject members)
        {
            members.Remove("updated");
            members.Remove("readable");
            foreach (var member in members)
                Clean(member.Value);
        }
    }
}
