using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_get_follows_on_the_same_host(int status)
    {
        await using var server = ScriptedServer.Start(Reply.Redirect(status, "/elsewhere?a=1"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        (await new RestClient(transport).GetJsonAsync(TestClient.Get(), default)).AsInt64().ShouldBe(1);

        server.Requests.Count.ShouldBe(2);
        server.Requests[1].RequestLine.ShouldBe("GET /elsewhere?a=1 HTTP/1.1");
    }

    [Fact]
    public async Task A_full_address_of_the_same_host_is_followed()
    {
        await using var server = ScriptedServer.Start(
            connection => Reply.Redirect(302, $"http://{connection.Request.Header("Host")}/elsewhere")(connection), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        await new RestClient(transport).GetTextAsync(TestClient.Get(), default);

        server.Requests[1].Target.ShouldBe("/elsewhere");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Another_port_or_host_sees_no_request(string host)
    {
        await using var other = ScriptedServer.Start(Reply.Json("1"));
        var target = new UriBuilder(other.Address) { Host = host, Path = "stolen" }.Uri;
        await ShouldRefuseAsync(target.ToString(), target);

        other.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("//example.invalid/things")]
    [InlineData("http://example.invalid/things")]
    [InlineData("file:///things")]
    [InlineData("ftp://127.0.0.1/things")]
    public async Task Another_place_is_refused(string location) => await ShouldRefuseAsync(location, new Uri(new Uri("http://h"), location));

    [Fact]
    public async Task A_redirect_to_nowhere_is_refused()
    {
        await using var server = ScriptedServer.Start(Reply.Status(302));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RedirectRefusedException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.Target.ShouldBeNull();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(303)]
    [InlineData(307)]
    public async Task A_post_is_not_redirected(int status)
    {
        await using var server = ScriptedServer.Start(Reply.Redirect(status, "/elsewhere"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RedirectRefusedException>(
            () => new RestClient(transport).GetTextAsync(TestClient.Post(body: TestClient.Body("1")), default));

        failure.Operation.ShouldBe("things_post");
        failure.Target.ShouldBe(new Uri(server.Address, "/elsewhere"));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_loop_ends()
    {
        await using var server = ScriptedServer.Start(Reply.Redirect(302, "/things"));
        using var transport = TestClient.Transport(server.Address);

        await Should.ThrowAsync<RedirectRefusedException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        server.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task An_upgrade_to_tls_on_the_same_host_is_followed()
    {
        await using var secure = ScriptedServer.Refusing();
        var target = new UriBuilder(secure.Address) { Scheme = "https" }.Uri;
        await using var server = ScriptedServer.Start(Reply.Redirect(302, target.ToString()));
        using var transport = TestClient.Transport(server.Address, RetryPolicy.None);
        Uri? tried = null;

        await Should.ThrowAsync<ServerUnreachableException>(
            () => new RestClient(transport, trace: trace => tried = trace.Address).GetTextAsync(TestClient.Get(), default));

        tried.ShouldBe(target);
    }

    private static async Task ShouldRefuseAsync(string location, Uri target)
    {
        await using var server = ScriptedServer.Start(Reply.Redirect(302, location));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RedirectRefusedException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.Target.ShouldBe(target);
        server.Requests.Count.ShouldBe(1);
    }
}
