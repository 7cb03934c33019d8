using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class RequestOnTheWireTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task The_method_is_sent(string method)
    {
        var request = await SendAsync(new TestRequest("operation", new HttpMethod(method), "things/7"));

        request.RequestLine.ShouldBe(method + " /things/7 HTTP/1.1");
        request.Body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "/things")]
    [InlineData("client/v4", "/client/v4/things")]
    [InlineData("client/v4/", "/client/v4/things")]
    [InlineData("client/v4?key=1#part", "/client/v4/things")]
    public async Task Paths_are_relative_to_the_base_address(string basePath, string target)
    {
        var request = await SendAsync(TestClient.Get(), server => new Uri(server, basePath));

        request.Target.ShouldBe(target);
    }

    [Fact]
    public async Task Headers_of_the_transport_go_with_every_request()
    {
        await using var server = ScriptedServer.Start(Reply.Json("{}"));
        using var transport = TestClient.Transport(
            server.Address, headers: new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer t", ["X-Odd"] = "a;b, c" });
        var client = new RestClient(transport);

        await client.GetTextAsync(TestClient.Get(), default);
        await client.GetTextAsync(TestClient.Post(body: TestClient.Body("1")), default);

        server.Requests.Count.ShouldBe(2);
        foreach (var request in server.Requests)
        {
            request.Header("Authorization").ShouldBe("Bearer t");
            request.Header("X-Odd").ShouldBe("a;b, c");
        }
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "{}", "Set-Cookie: id=1; Path=/"));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport);

        await client.GetTextAsync(TestClient.Get(), default);
        await client.GetTextAsync(TestClient.Get(), default);

        server.Requests[1].Header("Cookie").ShouldBeNull();
    }

    private static async Task<RecordedRequest> SendAsync(TestRequest request, Func<Uri, Uri>? address = null)
    {
        await using var server = ScriptedServer.Start(Reply.Json("{}"));
        using var transport = TestClient.Transport(address?.Invoke(server.Address) ?? server.Address);
        await new RestClient(transport).GetTextAsync(request, default);
        return server.SingleRequest;
    }
}
