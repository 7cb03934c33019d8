using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>The connection breaks after the request was sent: only what is harmless may be sent again.</summary>
public class LostConnectionTests
{
    public static TheoryData<string> Ways { get; } = ["drop", "reset", "half a head"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_get_is_sent_again(string way)
    {
        await using var server = ScriptedServer.Start(Break(way), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        (await new RestClient(transport).GetJsonAsync(TestClient.Get(), default)).AsInt64().ShouldBe(1);

        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_get_that_never_gets_through_is_reported_as_lost(string way)
    {
        await using var server = ScriptedServer.Start(Break(way));
        using var transport = TestClient.Transport(server.Address);

        // With a body, so that the runtime itself does not repeat it too.
        var request = new TestRequest("things_get", HttpMethod.Get, "things") { Body = TestClient.Body("1") };

        var failure = await Should.ThrowAsync<ConnectionLostException>(() => new RestClient(transport).GetJsonAsync(request, default));

        failure.Operation.ShouldBe("things_get");
        server.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_post_without_a_body_is_sent_once(string way)
    {
        await using var server = ScriptedServer.Start(Break(way), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        await Should.ThrowAsync<ConnectionLostException>(() => new RestClient(transport).GetTextAsync(TestClient.Post(), default));

        server.SingleRequest.Header("Content-Length").ShouldBe("0");
        server.SingleRequest.Header("Content-Type").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_post_is_sent_once(string way)
    {
        await using var server = ScriptedServer.Start(Break(way), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        await Should.ThrowAsync<ConnectionLostException>(
            () => new RestClient(transport).GetTextAsync(TestClient.Post(body: TestClient.Body("1")), default));

        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[1]")]
    public async Task A_post_on_a_connection_used_before_is_sent_once(string? body)
    {
        await using var server = ScriptedServer.Start(Reply.Json("1"), Reply.Drop(), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport);
        await client.GetJsonAsync(TestClient.Get(), default);

        await Should.ThrowAsync<ConnectionLostException>(
            () => client.GetTextAsync(TestClient.Post(body: body is null ? null : TestClient.Body(body)), default));

        server.Requests.Count.ShouldBe(2);
        server.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_post_on_a_connection_used_before_is_sent_once()
    {
        await using var server = ScriptedServer.Start(Reply.Json("1"), Reply.Drop(), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport);
        await client.GetJsonAsync(TestClient.Get(), default);

        await Should.ThrowAsync<ConnectionLostException>(() => client.GetTextAsync(TestClient.Post(body: new LargeBody(10)), default));

        server.Requests.Count.ShouldBe(2);
    }

    private static Func<ServerConnection, Task> Break(string way) => way switch
    {
        "drop" => Reply.Drop(),
        "reset" => Reply.Reset(),
        _ => Reply.Raw("HTTP/1.1 200 OK\r\nContent-Le").Then(Reply.Drop()),
    };
}
