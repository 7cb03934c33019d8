using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class ConnectionReuseTests
{
    [Fact]
    public async Task All_clients_of_a_transport_share_one_connection()
    {
        await using var server = ScriptedServer.Start(
            Reply.Json("1"), Reply.Json("[1,2]"), Reply.Status(404, "no such thing"), Reply.NoContent(), Reply.Redirect(302, "/a"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);

        await new RestClient(transport).GetJsonAsync(TestClient.Get(), default);
        await TestClient.ListAsync(new RestClient(transport), TestClient.Get());
        await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));
        await new RestClient(transport).GetTextAsync(TestClient.Post(), default);
        await new RestClient(transport).GetTextAsync(TestClient.Get(), default);
        await new RestClient(transport).GetTextAsync(TestClient.Post(), default);

        server.Requests.Count.ShouldBe(7);
        server.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_list_that_is_left_early_frees_its_connection()
    {
        await using var server = ScriptedServer.Start(Reply.Stall(Reply.Head(200, "Content-Length: 99999999") + "[1,2,"), Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport);

        await foreach (var number in client.GetListAsync(TestClient.Get(), [], json => (int)json.AsInt64()!))
        {
            number.ShouldBe(1);
            break;
        }

        (await client.GetJsonAsync(TestClient.Get(), default)).AsInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Many_calls_at_once_do_not_mix_their_answers()
    {
        await using var server = ScriptedServer.Start(connection => Reply.Json($"[\"{connection.Request.Target}\"]")(connection));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport);

        await Parallel.ForAsync(0, 100, async (i, _) =>
            (await TestClient.ListAsync(client, TestClient.Get($"things/{i}"))).ShouldBe([$"\"/things/{i}\""]));

        server.Requests.Count.ShouldBe(100);
    }
}
