using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>Health, version, connect, applications, and unknown routes.</summary>
public sealed class ServiceTests
{
    private const string Unknown = """{"application":{"name":"MY_TOOL","platform":"LINUX","version":"1"}}""";

    [Fact]
    public async Task Health_and_version()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { OsVersion = "9.8.7" });

        var health = await sandbox.GetAsync("/.well-known/health");
        var head = await sandbox.SendAsync(HttpMethod.Head, "/.well-known/health", null);
        var version = await sandbox.GetAsync("/.well-known/version");

        health.Type.ShouldBe("text/plain");
        health.Text.ShouldMatch("^ok:[0-9a-f-]{36}$");
        head.Status.ShouldBe(200);
        head.Text.ShouldBeEmpty();
        version.Type.ShouldBe("text/plain");
        version.Text.ShouldBe("9.8.7");
    }

    [Fact]
    public async Task Connect_returns_a_context_and_the_same_application_again()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { OsVersion = "9.8.7" });
        const string Body = """{"application":{"name":"MCP_CLIENT","platform":"WINDOWS","version":"2","privacy":"CLOSED"}}""";

        var first = (await sandbox.PostAsync("/connect", Body)).Json;
        var second = (await sandbox.PostAsync("/connect", Body)).Json;

        first.ShouldBeA("Context");
        first.TextAt("application.name").ShouldBe("MCP_CLIENT");
        first.TextAt("application.privacy").ShouldBe("CLOSED");
        first.TextAt("health.os.version").ShouldBe("9.8.7");
        second.TextAt("application.id").ShouldBe(first.TextAt("application.id"));
        second.At("application").Id().Equals(sandbox.Application.Id(), System.StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task Health_and_version_can_be_JSON_strings()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { OsVersion = "12.6.29-staging", QuotedHealth = true });

        var health = (await sandbox.GetAsync("/.well-known/health")).Text;
        using var stream = await sandbox.OpenAsync("/.well-known/stream/health");

        health.ShouldMatch("^\"ok:[0-9a-f-]{36}\"$");
        (await sandbox.GetAsync("/.well-known/version")).Text.ShouldBe("\"12.6.29-staging\"");
        (await stream.NextAsync()).GetString().ShouldBe(health.Trim('"'));
    }

    [Fact]
    public async Task Connect_stores_an_application_with_an_unknown_name_as_UNKNOWN()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var context = (await sandbox.PostAsync("/connect", Unknown)).Json;

        context.ShouldBeA("Context");
        context.TextAt("application.name").ShouldBe("UNKNOWN");
        (await sandbox.GetAsync("/applications")).Json.Items().ShouldContain(application => application.TextAt("name") == "UNKNOWN");
    }

    [Fact]
    public async Task Connect_refuses_an_unknown_name_when_it_is_strict()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { StrictConnect = true });

        (await sandbox.PostAsync("/connect", Unknown)).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("""{"application":{"name":"OPEN_SOURCE","platform":"AMIGA","version":"1"}}""")]
    [InlineData("""{"application":{"name":"OPEN_SOURCE","platform":"LINUX"}}""")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Connect_refuses_with_the_servers_own_message(string? body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync("/connect", body);

        response.Status.ShouldBe(400);
        response.Type.ShouldBe("text/plain");
        response.Text.ShouldBe("Application Failed to connect, Please ensure this is a valid integration.");
    }

    [Fact]
    public async Task Applications_are_those_that_connected_or_registered()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string Registered = """{"id":"00000000-0000-4000-8000-000000000001","name":"VS_CODE","version":"1","platform":"MACOS","onboarded":true,"privacy":"OPEN","extra":1}""";

        var response = await sandbox.PostAsync("/applications/register", Registered);
        var all = (await sandbox.GetAsync("/applications")).Json.Items();

        response.Text.ShouldBe(Registered);
        all.Select(application => application.TextAt("name")).Order(System.StringComparer.Ordinal).ShouldBe(["OPEN_SOURCE", "VS_CODE"]);
        all.ForEach(application => application.ShouldBeA("Application"));
        (await sandbox.PostAsync("/applications/register", """{"id":"x","name":"NOPE"}""")).Status.ShouldBe(500);
    }

    [Theory]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/assets/a/b/c")]
    [InlineData("PUT", "/assets")]
    [InlineData("POST", "/shares")]
    [InlineData("DELETE", "/assets/create")]
    public async Task An_unknown_path_or_method_is_404(string method, string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.SendAsync(new HttpMethod(method), path, null);

        response.Status.ShouldBe(404);
        response.Type.ShouldBe("text/plain");
        response.Text.ShouldBe("Route not found");
    }

    [Fact]
    public async Task An_unknown_path_is_404_for_a_WebSocket_too()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing/stream");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        var response = await Response.FromAsync(await sandbox.Http.SendAsync(request));

        response.Status.ShouldBe(404);
        response.Text.ShouldBe("Route not found");
    }

    [Fact]
    public async Task While_it_is_migrating_only_health_and_version_are_served_until_the_admin_path_ends_it()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 2 });
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"migrating":true}""");

        (await sandbox.GetAsync("/.well-known/health")).Text.ShouldBe("migrating");
        (await sandbox.GetAsync("/.well-known/version")).Status.ShouldBe(200);
        var refused = await sandbox.GetAsync("/assets");
        (refused.Status, refused.Text).ShouldBe((503, "Pieces OS is migrating its database."));

        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/account", """{"migrating":false}""");

        (await sandbox.GetAsync("/.well-known/health")).Text.ShouldStartWith("ok:");
        (await sandbox.GetAsync("/assets")).Json.Items().Count.ShouldBe(2);
    }
}
