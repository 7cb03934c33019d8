using System.Globalization;
using System.Text.Json;
using PiecesOs.Server.Cloudflare;
using PiecesOs.Server.Hosting;

namespace PiecesOs.Server.Tests.Cloudflare;

/// <summary>A sandbox seen from one Cloudflare account.</summary>
internal sealed class CloudflareClient : IAsyncDisposable
{
    public const string Account = "aaaa0000aaaa0000aaaa0000aaaa0000";
    public const string Other = "bbbb1111bbbb1111bbbb1111bbbb1111";
    public const string Third = "cccc2222cccc2222cccc2222cccc2222";

    private CloudflareClient(TestSandbox sandbox) => Sandbox = sandbox;

    public TestSandbox Sandbox { get; }

    public static CloudflareOptions Defaults { get; } = new();

    /// <summary>Starts one in which changes are done at once, unless a delay is set.</summary>
    public static async Task<CloudflareClient> StartAsync(int delayMs = 0, ServerOptions? options = null)
    {
        var given = options ?? new ServerOptions();
        return new CloudflareClient(await TestSandbox.StartAsync(given with { Cloudflare = given.Cloudflare with { DelayMs = delayMs } }));
    }

    /// <summary>Sends with the edit token; a path without a leading slash is below the account's shares.</summary>
    public Task<Response> SendAsync(HttpMethod method, string path, string? json = null, string account = Account) =>
        SendAsync(method, path, json, account, request => request.Headers.Authorization = new("Bearer", Defaults.Token));

    public Task<Response> SendAsync(HttpMethod method, string path, string? json, string account, Action<HttpRequestMessage> authorize)
    {
        var below = path.Length == 0 || path[0] == '?' ? path : $"/{path}";
        return Sandbox.SendAsync(method, path.StartsWith('/') ? path : $"/client/v4/accounts/{account}/shares{below}", json, authorize);
    }

    public Task<Response> GetAsync(string path, string account = Account) => SendAsync(HttpMethod.Get, path, null, account);

    public Task<Response> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<Response> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json);

    public Task<Response> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>An admin request that must succeed.</summary>
    public async Task<Response> AdminAsync(HttpMethod method, string path, string? json = null)
    {
        var response = await Sandbox.AdminAsync(method, "/.sandbox/cloudflare" + path, json);
        response.Status.ShouldBeOneOf(200, 204);
        return response;
    }

    /// <summary>How long changes from now on take.</summary>
    public Task DelayAsync(int milliseconds) =>
        AdminAsync(HttpMethod.Put, "", string.Create(CultureInfo.InvariantCulture, $$"""{"delayMs":{{milliseconds}}}"""));

    /// <summary>Makes a share with a resource of each type, for these accounts, and responses it.</summary>
    public async Task<JsonElement> ShareAsync(string name = "share", string[]? types = null, string[]? recipients = null, string account = Account)
    {
        var resources = (types ?? ["custom-ruleset"]).Select((type, index) => Resource(type, $"thing{index}"));
        var accounts = (recipients ?? [Other]).Select(Recipient);
        var body = $$"""{"name":"{{name}}","resources":[{{string.Join(',', resources)}}],"recipients":[{{string.Join(',', accounts)}}]}""";
        var response = await SendAsync(HttpMethod.Post, "", body, account);
        response.Status.ShouldBe(201, response.Text);
        return response.Result();
    }

    public static string Resource(string type = "custom-ruleset", string id = "thing", string meta = "{}") =>
        $$"""{"resource_id":"{{id}}","resource_type":"{{type}}","resource_account_id":"{{Account}}","meta":{{meta}}}""";

    public static string Recipient(string account) => $$"""{"recipient_account_id":"{{account}}"}""";

    /// <summary>The recipients of a share, by account.</summary>
    public async Task<Dictionary<string, JsonElement>> RecipientsAsync(JsonElement share, string query = "") =>
        (await GetAsync($"{share.Id()}/recipients{query}")).Results().ToDictionary(recipient => recipient.TextAt("account_id")!, StringComparer.Ordinal);

    /// <summary>Waits until a member of an response has a value.</summary>
    public Task UntilAsync(string path, string member, string value) =>
        Patience.UntilAsync(async () => (await GetAsync(path)).Result().TextAt(member).ShouldBe(value));

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
