using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Hosting.Requests;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>Requests that do not come from this computer: through a reverse proxy, or to a server that others can reach.</summary>
public sealed class AccessTests
{
    private const string AccessToken = "0123456789abcdef";
    private static readonly Uri PublicUrl = new("https://snippets.example.com/of/ada");

    private static readonly ServerOptions BehindProxy = new() { PublicUrl = PublicUrl, AccessToken = AccessToken, Pieces = new() { Enrich = null } };

    [Fact]
    public async Task Links_have_the_public_address_and_open_through_the_proxy()
    {
        await using var sandbox = await TestSandbox.StartAsync(BehindProxy);
        var asset = await sandbox.CreateAsync("shared words", "Name");
        var share = await sandbox.LinkAsync(asset);
        var link = share.TextAt("link")!;
        var record = await sandbox.GetAsync($"/asset/{asset.Id()}");
        var user = await sandbox.GetAsync("/user");

        link.ShouldBe($"https://snippets.example.com/of/ada/?p={share.TextAt("short")}");
        record.Json.TextAt("shares.iterable.0.link").ShouldBe(link);
        user.Json.TextAt("user.allocation.urls.base.url").ShouldBe("https://snippets.example.com/of/ada");
        var query = new Uri(link).Query;
        (await ProxiedAsync(sandbox, "/of/ada/" + query)).Text.ShouldContain("shared words"); // A proxy that keeps the path,
        (await ProxiedAsync(sandbox, "/" + query)).Text.ShouldContain("shared words"); // and one that removes it.
        (await ProxiedAsync(sandbox, "/" + query + "&raw")).Text.ShouldBe("shared words");
        (await ProxiedAsync(sandbox, "/.well-known/health")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Links_have_the_new_address_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data.db");
        string id;
        await using (var before = await TestSandbox.StartAsync(new ServerOptions { Data = data, Pieces = new() { Enrich = null } }))
            id = (await before.LinkAsync(await before.CreateAsync("text", "Name"))).Id();

        await using var after = await TestSandbox.StartAsync(BehindProxy with { Data = data });

        var share = await after.GetAsync($"/share/{id}");
        share.Json.TextAt("link")!.ShouldStartWith("https://snippets.example.com/of/ada/?p=");
    }

    public static TheoryData<string, string> Closed => new()
    {
        { "GET", "/assets" },
        { "GET", "/ASSETS" },
        { "GET", "/of/ada/assets" },
        { "GET", "/shares" },
        { "GET", "/user" },
        { "GET", "/.well-known/version" },
        { "POST", "/connect" },
        { "POST", "/assets/create" },
        { "POST", "/linkify" },
        { "POST", "/?p=x" },
        { "DELETE", "/" },
        { "POST", "/.well-known/health" },
        { "GET", "/.sandbox/requests" },
        { "POST", "/.sandbox/stop" },
        { "GET", "/client/v4/accounts/x/shares" },
        { "GET", "//assets" },
        { "GET", "/./assets" },
        { "GET", "/nothing" },
    };

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Everything_but_pages_needs_the_token(string method, string path)
    {
        await using var sandbox = await TestSandbox.StartAsync(BehindProxy);

        (await ProxiedAsync(sandbox, path, method)).Status.ShouldBe(401);
        (await ProxiedAsync(sandbox, path, method, token: "wrong-token-of-32-characters----")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_token_opens_the_library_and_the_admin_token_also_the_admin_paths()
    {
        await using var sandbox = await TestSandbox.StartAsync(BehindProxy);
        await sandbox.CreateAsync("text", "Name");

        (await ProxiedAsync(sandbox, "/assets", token: AccessToken)).Text.ShouldContain("Name");
        (await ProxiedAsync(sandbox, "/.sandbox/requests", token: AccessToken)).Status.ShouldBe(401);
        (await ProxiedAsync(sandbox, "/.sandbox/requests", token: sandbox.AdminToken)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_token_in_clear_text_is_refused_also_if_it_is_right()
    {
        await using var sandbox = await TestSandbox.StartAsync(BehindProxy);

        var response = await ProxiedAsync(sandbox, "/assets", token: AccessToken, scheme: "http");

        response.Status.ShouldBe(403);
        response.Text.ShouldContain("HTTPS");
    }

    [Fact]
    public async Task A_proxy_that_is_not_trusted_cannot_say_that_the_request_was_encrypted()
    {
        await using var sandbox = await TestSandbox.StartAsync(BehindProxy with { TrustedProxy = IPNetwork.Parse("203.0.113.9/32") });

        (await ProxiedAsync(sandbox, "/assets", token: AccessToken)).Status.ShouldBe(403);
        (await ProxiedAsync(sandbox, "/?p=nothing")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "127.0.0.1")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_proxy_that_sends_a_host_name_of_this_computer_is_still_a_proxy(string header, string value)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets");
        request.Headers.Add(header, value);

        (await Response.FromAsync(await sandbox.Http.SendAsync(request))).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("snippets.example.com", 404)]
    [InlineData("snippets.example.com:443", 404)]
    [InlineData("SNIPPETS.example.com:8443", 404)]
    [InlineData("snippets.example.com.evil.example", 403)]
    [InlineData("evil.example", 403)]
    public async Task Only_the_host_of_the_public_address_is_accepted(string host, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync(BehindProxy);

        (await ProxiedAsync(sandbox, "/?p=nothing", host: host)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Pages_are_limited_for_each_client()
    {
        await using var sandbox = await TestSandbox.StartAsync(BehindProxy);
        var statuses = new List<int>();
        for (var i = 0; i < 400 && !statuses.Contains(429); i++)
            statuses.Add((await ProxiedAsync(sandbox, "/?p=nothing", client: "203.0.113.7")).Status);

        var other = await ProxiedAsync(sandbox, "/?p=nothing", client: "203.0.113.8");
        var local = await sandbox.GetAsync("/?p=nothing");

        statuses.Count.ShouldBeGreaterThan(300);
        statuses.ShouldContain(429);
        other.Status.ShouldBe(404);
        local.Status.ShouldBe(404);
    }

    [Fact]
    public async Task Wrong_tokens_are_limited_for_each_client()
    {
        await using var sandbox = await TestSandbox.StartAsync(BehindProxy);
        var statuses = new List<int>();
        for (var i = 0; i < 30; i++)
            statuses.Add((await ProxiedAsync(sandbox, "/assets", token: $"wrong-token-{i}", client: $"2001:db8::{i:x}")).Status);

        statuses[0].ShouldBe(401);
        statuses[^1].ShouldBe(429); // The addresses are all of one network.
        var blocked = await ProxiedAsync(sandbox, "/assets", token: AccessToken, client: "2001:db8::1");
        blocked.Status.ShouldBe(429);
        blocked.Headers.RetryAfter.ShouldNotBeNull();
        (await ProxiedAsync(sandbox, "/assets", token: AccessToken, client: "203.0.113.8")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("GET", "/assets", null, "http", 401)]
    [InlineData("GET", "/assets", AccessToken, "http", 403)]
    [InlineData("GET", "/assets", AccessToken, "https", 200)]
    [InlineData("GET", "/assets", "another-token-of-others", "https", 401)]
    [InlineData("GET", "/", null, "http", 200)]
    [InlineData("HEAD", "/", null, "http", 200)]
    [InlineData("POST", "/", null, "http", 401)]
    [InlineData("GET", "/.well-known/health", null, "http", 200)]
    public async Task A_server_that_others_can_reach_opens_pages_only(string method, string path, string? token, string scheme, int status)
    {
        (await StatusAsync(IPAddress.Parse("203.0.113.7"), method, path, token, scheme)).ShouldBe(status);
    }

    [Fact]
    public async Task Such_a_server_needs_the_token_from_this_computer_too_but_not_over_https()
    {
        (await StatusAsync(IPAddress.Loopback, "GET", "/assets", null, "http")).ShouldBe(401);
        (await StatusAsync(IPAddress.Loopback, "GET", "/assets", AccessToken, "http")).ShouldBe(200);
    }

    /// <summary>The status of a request to a server that listens on all addresses; 200 if the guard lets it pass.</summary>
    private static async Task<int> StatusAsync(IPAddress client, string method, string path, string? token, string scheme)
    {
        using var guard = new AccessGuard(new RequestOrigin(new ServerOptions { Listen = IPAddress.Any }), [AccessToken]);
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = client;
        context.Connection.LocalPort = 39300;
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.Scheme = scheme;
        context.Request.Host = new HostString("127.0.0.1", 39300);
        if (token is not null)
            context.Request.Headers.Authorization = "Bearer " + token;
        await guard.InvokeAsync(context, passed =>
        {
            passed.Response.StatusCode = 200;
            return Task.CompletedTask;
        });
        return context.Response.StatusCode;
    }

    /// <summary>A request as a reverse proxy on this computer sends it.</summary>
    private static async Task<Response> ProxiedAsync(
        TestSandbox sandbox, string path, string method = "GET", string? token = null, string scheme = "https", string client = "203.0.113.7", string host = "snippets.example.com")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(sandbox.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Response.FromAsync(await sandbox.Http.SendAsync(request));
    }
}
