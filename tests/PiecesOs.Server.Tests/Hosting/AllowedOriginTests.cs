using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using PiecesOs.Server.Hosting;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>The origins of <c>--allow-origin</c>.</summary>
public sealed class AllowedOriginTests
{
    private const string Obsidian = "app://obsidian.md";

    private static readonly ServerOptions Options = new() { AllowedOrigins = [Obsidian, "http://localhost:3000"] };

    [Theory]
    [InlineData(Obsidian)]
    [InlineData("http://localhost:3000")]
    public async Task A_preflight_of_an_allowed_origin_is_answered(string origin)
    {
        await using var sandbox = await TestSandbox.StartAsync(Options);
        using var request = Request(sandbox, HttpMethod.Options, "/tags/create", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type, application");

        var response = await Response.FromAsync(await sandbox.Http.SendAsync(request));

        response.Status.ShouldBe(204);
        response.Text.ShouldBeEmpty();
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([origin]);
        response.Headers.GetValues("Access-Control-Allow-Methods").ShouldBe(["GET, POST"]);
        response.Headers.GetValues("Access-Control-Allow-Headers").ShouldBe(["content-type, application"]);
    }

    [Theory]
    [InlineData("GET", "/user", 200)]
    [InlineData("GET", "/asset/11111111-2222-3333-4444-555555555555", 404)]
    [InlineData("GET", "/no/such/path", 404)]
    [InlineData("POST", "/tags/create", 200)]
    [InlineData("POST", "/tags/exists", 500)]
    public async Task Every_response_names_the_allowed_origin_success_or_not(string method, string path, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync(Options);
        using var request = Request(sandbox, new HttpMethod(method), path, Obsidian);
        if (method == "POST")
            request.Content = new StringContent("""{"text":"t"}""", Encoding.UTF8, "application/json");

        var response = await Response.FromAsync(await sandbox.Http.SendAsync(request));

        response.Status.ShouldBe(status);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Obsidian]);
        response.Headers.Vary.ShouldBe(["Origin"]);
    }

    [Theory]
    [InlineData("/assets/stream/identifiers")]
    [InlineData("/user/stream")]
    public async Task Its_streams_are_accepted(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync(Options);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", Obsidian);

        await socket.ConnectAsync(new UriBuilder(sandbox.Address) { Scheme = "ws", Path = path }.Uri, default);

        (await new StreamClient(socket).NextAsync()).ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("app://obsidian.md.evil.example")]
    [InlineData("http://localhost:3001")]
    [InlineData("https://localhost:3000")]
    public async Task Every_other_origin_is_refused_as_before(string origin)
    {
        await using var sandbox = await TestSandbox.StartAsync(Options);
        using var request = Request(sandbox, HttpMethod.Get, "/user", origin);
        using var preflight = Request(sandbox, HttpMethod.Options, "/user", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "GET");

        var response = await Response.FromAsync(await sandbox.Http.SendAsync(request));
        var refused = await Response.FromAsync(await sandbox.Http.SendAsync(preflight));

        response.Status.ShouldBe(403);
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        refused.Status.ShouldBe(403);
        refused.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Without_the_option_no_origin_is_allowed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var request = Request(sandbox, HttpMethod.Get, "/user", Obsidian);

        (await Response.FromAsync(await sandbox.Http.SendAsync(request))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task An_allowed_origin_keeps_the_other_checks_and_has_no_admin_paths()
    {
        await using var sandbox = await TestSandbox.StartAsync(Options);
        using var admin = Request(sandbox, HttpMethod.Get, "/.sandbox/account", Obsidian);
        admin.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sandbox.AdminToken);
        using var form = Request(sandbox, HttpMethod.Post, "/tags/create", Obsidian);
        form.Content = new StringContent("""{"text":"t"}""", Encoding.UTF8, "text/plain");
        using var host = Request(sandbox, HttpMethod.Get, "/user", Obsidian);
        host.Headers.Host = "evil.example";

        (await Response.FromAsync(await sandbox.Http.SendAsync(admin))).Status.ShouldBe(403);
        (await Response.FromAsync(await sandbox.Http.SendAsync(form))).Status.ShouldBe(415);
        (await Response.FromAsync(await sandbox.Http.SendAsync(host))).Status.ShouldBe(403);
    }

    [Fact]
    public void The_option_can_be_repeated()
    {
        var commandLine = new CommandLine();

        var options = commandLine.OptionsOf(commandLine.Parse(["--allow-origin", Obsidian, "--port", "0", "--allow-origin=http://localhost:3000/"]));

        options.AllowedOrigins.ShouldBe([Obsidian, "http://localhost:3000"]);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("localhost:3000")]
    [InlineData("http://localhost:3000/app")]
    [InlineData("http://user@localhost")]
    [InlineData("http://*.example.com")]
    [InlineData("http://")]
    public void What_is_not_an_origin_is_an_error(string value)
    {
        var error = CommandLine.ErrorsOf(new CommandLine().Parse(["--allow-origin", value])).ShouldHaveSingleItem();

        error.ShouldContain("--allow-origin");
    }

    private static HttpRequestMessage Request(TestSandbox sandbox, HttpMethod method, string path, string origin)
    {
        var request = new HttpRequestMessage(method, new Uri(sandbox.Address, path));
        request.Headers.Add("Origin", origin);
        return request;
    }
}
