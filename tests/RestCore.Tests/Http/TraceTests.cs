using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class TraceTests
{
    [Fact]
    public async Task A_read_answer_is_reported_with_its_status_and_size()
    {
        var traces = await TraceAsync([Reply.Status(201, "[1,2]")], client => client.GetJsonAsync(TestClient.Get("things?a=b"), default));

        var trace = traces.ShouldHaveSingleItem();
        trace.Operation.ShouldBe("things_get");
        trace.Method.ShouldBe(HttpMethod.Get);
        trace.Address.PathAndQuery.ShouldBe("/things?a=b");
        trace.Status.ShouldBe(201);
        trace.Bytes.ShouldBe(5);
        trace.Elapsed.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_compressed_answer_is_reported_with_its_decompressed_size()
    {
        var text = new string('x', 10_000);
        var traces = await TraceAsync(
            [Reply.Status(200, Reply.Compress("gzip", text), "Content-Encoding: gzip")], client => client.GetTextAsync(TestClient.Get(), default));

        traces.Single().Bytes.ShouldBe(10_000);
    }

    [Fact]
    public async Task Each_try_and_each_redirect_is_reported()
    {
        var traces = await TraceAsync(
            [Reply.Status(503, "busy"), Reply.Raw("HTTP/1.1 200 O").Then(Reply.Drop()), Reply.Redirect(302, "/elsewhere"), Reply.Json("12")],
            client => client.GetJsonAsync(TestClient.Get(), default));

        traces.Select(trace => trace.Status).ShouldBe([503, 0, 302, 200]);
        traces.Select(trace => trace.Bytes).ShouldBe([4, 0, 0, 2]);
        traces.Select(trace => trace.Address.AbsolutePath).ShouldBe(["/things", "/things", "/things", "/elsewhere"]);
    }

    [Fact]
    public async Task An_error_is_reported_with_the_size_of_its_message()
    {
        var traces = await TraceAsync(
            [Reply.Status(404, "no such thing")],
            client => Should.ThrowAsync<RestStatusException>(() => client.GetTextAsync(TestClient.Post(), default)));

        traces.Select(trace => (trace.Operation, trace.Status, trace.Bytes)).ShouldBe([("things_post", 404, 13)]);
    }

    [Fact]
    public async Task A_list_left_early_is_reported_once()
    {
        var traces = await TraceAsync([Reply.Json("[1,2,3]")], async client =>
        {
            await using var list = client.GetListAsync(TestClient.Get(), [], json => (int)json.AsInt64()!).GetAsyncEnumerator();
            (await list.MoveNextAsync()).ShouldBeTrue();
        });

        traces.Select(trace => trace.Status).ShouldBe([200]);
    }

    [Fact]
    public async Task A_timeout_is_reported_without_a_status()
    {
        await using var server = ScriptedServer.Start(Reply.Stall());
        using var transport = TestClient.Transport(server.Address);
        var traces = new List<RequestTrace>();

        await Should.ThrowAsync<RequestTimedOutException>(
            () => new RestClient(transport, TimeSpan.FromMilliseconds(500), traces.Add).GetTextAsync(TestClient.Get(), default));

        traces.Single().Status.ShouldBe(0);
    }

    private static async Task<List<RequestTrace>> TraceAsync(Func<ServerConnection, Task>[] script, Func<RestClient, Task> call)
    {
        await using var server = ScriptedServer.Start(script);
        using var transport = TestClient.Transport(server.Address);
        var traces = new List<RequestTrace>();
        await call(new RestClient(transport, trace: traces.Add));
        return traces;
    }
}
