using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Pieces.Service;
using PiecesOs.Server.Storage;

namespace PiecesOs.Server.Tests.Support;

/// <summary>A sandbox in this process on a free port, with a plain HTTP client.</summary>
internal sealed class TestSandbox : IAsyncDisposable
{
    private readonly LocalServer _server;

    private TestSandbox(LocalServer server)
    {
        _server = server;
        Http = new HttpClient { BaseAddress = server.Address, Timeout = Patience.Limit };
    }

    public HttpClient Http { get; }

    public Uri Address => _server.Address;

    public string AdminToken => _server.AdminToken;

    /// <summary>The data behind the sandbox.</summary>
    public Database Database => _server.Database;

    /// <summary>What /connect returned.</summary>
    public JsonElement Context { get; private set; }

    /// <summary>The Application that /connect returned; in every seed.</summary>
    public JsonElement Application => Context.At("application");

    /// <summary>Starts one. Without options, assets have their names at once, so that nothing changes by itself.</summary>
    public static async Task<TestSandbox> StartAsync(ServerOptions? options = null)
    {
        var sandbox = new TestSandbox(await LocalServer.StartAsync(options ?? new ServerOptions { Pieces = new() { Enrich = null } }));
        sandbox.Context = (await sandbox.PostAsync("/connect", """{"application":{"name":"OPEN_SOURCE","platform":"LINUX","version":"1.0"}}""")).Json;
        return sandbox;
    }

    public static Task<TestSandbox> StartAsync(PiecesOptions options) => StartAsync(new ServerOptions { Pieces = options });

    public Task<Response> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Response> PostAsync(string path, string? json = null) => SendAsync(HttpMethod.Post, path, json);

    public Task<Response> PostAsync(string path, JsonNode json) => PostAsync(path, json.ToJsonString());

    /// <summary>An admin request, with the token.</summary>
    public Task<Response> AdminAsync(HttpMethod method, string path, string? json = null) =>
        SendAsync(method, path, json, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken));

    public async Task<Response> SendAsync(HttpMethod method, string path, string? json, Action<HttpRequestMessage>? authorize = null)
    {
        using var request = new HttpRequestMessage(method, path);
        authorize?.Invoke(request);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Response.FromAsync(await Http.SendAsync(request));
    }

    /// <summary>A seed of a text fragment.</summary>
    public JsonObject Seed(string text, string? name = null, string? ext = null, params string[] tags)
    {
        var list = new JsonArray();
        foreach (var tag in tags)
            list.Add(new JsonObject { ["text"] = tag, ["mechanism"] = "MANUAL" });
        return new JsonObject
        {
            ["type"] = "SEEDED_ASSET",
            ["asset"] = new JsonObject
            {
                ["application"] = JsonNode.Parse(Application.GetRawText()),
                ["metadata"] = new JsonObject { ["name"] = name, ["tags"] = list },
                ["format"] = new JsonObject
                {
                    ["fragment"] = new JsonObject
                    {
                        ["string"] = new JsonObject { ["raw"] = text },
                        ["metadata"] = new JsonObject { ["ext"] = ext },
                    },
                },
            },
        };
    }

    /// <summary>Creates an asset and responses its JSON.</summary>
    public async Task<JsonElement> CreateAsync(string text, string? name = null, string? ext = null, params string[] tags) =>
        await CreateAsync(Seed(text, name, ext, tags));

    public async Task<JsonElement> CreateAsync(JsonObject seed)
    {
        var response = await PostAsync("/assets/create", seed);
        response.Status.ShouldBe(200, response.Text);
        return response.Json;
    }

    /// <summary>Makes a public link to the asset and responses the share.</summary>
    public async Task<JsonElement> LinkAsync(JsonElement asset)
    {
        var response = await PostAsync("/linkify", $$"""{"asset":{{asset.GetRawText()}},"access":"PUBLIC"}""");
        response.Status.ShouldBe(200, response.Text);
        return response.Json.At("iterable.0");
    }

    /// <summary>A seed of a file.</summary>
    public JsonObject FileSeed(byte[] bytes, string name, string ext)
    {
        var seed = Seed("", name);
        seed["asset"]!["format"] = new JsonObject
        {
            ["file"] = new JsonObject
            {
                ["bytes"] = new JsonObject { ["raw"] = JsonNode.Parse("[" + string.Join(',', bytes) + "]") },
                ["metadata"] = new JsonObject { ["ext"] = ext },
            },
        };
        return seed;
    }

    /// <summary>Opens a stream.</summary>
    public async Task<StreamClient> OpenAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "ws", Path = path }.Uri, default);
        return new StreamClient(socket);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }
}
