using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_get_is_repeated_until_it_succeeds(int status)
    {
        await using var server = ScriptedServer.Start(Reply.Status(status, "busy"), Reply.Status(status), Reply.Json("[7]"));
        using var transport = TestClient.Transport(server.Address);

        var list = await TestClient.ListAsync(new RestClient(transport), TestClient.Get());

        list.ShouldBe(["7"]);
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_GET_fails_after_the_last_try_with_the_last_message()
    {
        await using var server = ScriptedServer.Start(Reply.Status(503, "first"), Reply.Status(503, "second"), Reply.Status(502, "third"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetJsonAsync(TestClient.Get(), default));

        failure.ServerMessage.Text.ShouldBe("third");
        server.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_post_is_never_repeated_over_a_status(int status)
    {
        await using var server = ScriptedServer.Start(Reply.Status(status, "busy"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RestStatusException>(
            () => new RestClient(transport).GetTextAsync(TestClient.Post(body: TestClient.Body("1")), default));

        ((int)failure.Status).ShouldBe(status);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_repeated_when_the_policy_says_so()
    {
        await using var server = ScriptedServer.Start(Reply.Status(503), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address, RetryPolicy.None);

        await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetJsonAsync(TestClient.Get(), default));

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_list_that_broke_off_is_not_repeated_because_elements_are_out()
    {
        await using var server = ScriptedServer.Start(Reply.Raw(Reply.Head(200, Reply.Length(100)) + "[1,").Then(Reply.Drop()), Reply.Json("[1,2]"));
        using var transport = TestClient.Transport(server.Address);

        await Should.ThrowAsync<MalformedResponseException>(() => TestClient.ListAsync(new RestClient(transport), TestClient.Get()));

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_that_failed_is_sent_again_when_the_caller_has_waited_for_the_cause()
    {
        await using var server = ScriptedServer.Start(Reply.Status(500, "not yet"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address, RetryPolicy.None);
        RestStatusException? seen = null;
        var client = new RestClient(transport, whenReadFails: (failure, _) =>
        {
            seen = failure;
            return Task.FromResult(true);
        });

        await client.GetJsonAsync(TestClient.Post(), default);

        seen!.ServerMessage.Text.ShouldBe("not yet");
        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_cause_to_wait_for_it_fails_and_a_change_does_so_at_once(bool isChange)
    {
        await using var server = ScriptedServer.Start(Reply.Status(500, "no"));
        using var transport = TestClient.Transport(server.Address, RetryPolicy.None);
        var calls = 0;
        var client = new RestClient(transport, whenReadFails: (_, _) =>
        {
            calls++;
            return Task.FromResult(isChange);
        });
        var request = isChange ? new TestRequest("things_post", HttpMethod.Post, "things") { IsChange = true } : TestClient.Get();

        var failure = await Should.ThrowAsync<RestStatusException>(() => client.GetJsonAsync(request, default));

        failure.ServerMessage.Text.ShouldBe("no");
        calls.ShouldBe(isChange ? 0 : 1);
        server.Requests.Count.ShouldBe(1);
    }
}
