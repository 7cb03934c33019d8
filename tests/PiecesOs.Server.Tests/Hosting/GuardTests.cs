using System.Net.Http.Headers;
using System.Net.WebSockets;

namespace PiecesOs.Server.Tests.Hosting;

/// <summary>Requests of web pages are refused.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData("localhost:PORT", 200)]
    [InlineData("127.0.0.1:PORT", 200)]
    [InlineData("[::1]:PORT", 200)]
    [InlineData("localhost", 403)]
    [InlineData("localhost:1", 403)]
    [InlineData("evil.example:PORT", 403)]
    [InlineData("127.0.0.1.evil.example:PORT", 403)]
    public async Task Only_its_own_host_names_are_accepted(string host, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/user");
        request.Headers.Host = host.Replace("PORT", $"{sandbox.Address.Port}", StringComparison.Ordinal);

        var response = await Response.FromAsync(await sandbox.Http.SendAsync(request));

        response.Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("SELF", 200)]
    [InlineData("null", 403)]
    [InlineData("http://evil.example", 403)]
    [InlineData("http://127.0.0.1:1", 403)]
    [InlineData("https://127.0.0.1:PORT", 403)]
    public async Task Other_origins_are_refused(string origin, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var value = origin
            .Replace("SELF", sandbox.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("PORT", $"{sandbox.Address.Port}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/user");
        request.Headers.Add("Origin", value);

        (await Response.FromAsync(await sandbox.Http.SendAsync(request))).Status.ShouldBe(status);

        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", value);
        var connecting = socket.ConnectAsync(new UriBuilder(sandbox.Address) { Scheme = "ws", Path = "/assets/stream" }.Uri, default);
        if (status == 200)
            await connecting;
        else
            await Should.ThrowAsync<WebSocketException>(connecting);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("Text/Plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain;;; a=b")] // Browsers read these as text/plain, strict parsers not at all.
    [InlineData("text/plain; =")]
    [InlineData("text/plain, application/json")]
    public async Task Bodies_that_a_form_can_send_are_refused(string type)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var content = new StringContent("""{"application":{"name":"OPEN_SOURCE","platform":"LINUX","version":"1"}}""");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var response = await Response.FromAsync(await sandbox.Http.PostAsync("/connect", content));

        response.Status.ShouldBe(415);
    }

    [Fact]
    public async Task Admin_paths_have_the_same_checks()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.sandbox/requests");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sandbox.AdminToken);
        request.Headers.Add("Origin", "http://evil.example");

        (await Response.FromAsync(await sandbox.Http.SendAsync(request))).Status.ShouldBe(403);
    }
}
