using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class TimeoutTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task No_answer_times_out_and_is_not_repeated(string method)
    {
        await using var server = ScriptedServer.Start(Reply.Stall());
        using var transport = TestClient.Transport(server.Address, timeout: s_short);

        var failure = await Should.ThrowAsync<RequestTimedOutException>(
            () => new RestClient(transport).InvokeAsync(new RestRequest("operation", new System.Net.Http.HttpMethod(method), "things"), default));

        failure.Operation.ShouldBe("operation");
        failure.Timeout.ShouldBe(s_short);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_may_have_a_limit_of_its_own()
    {
        await using var server = ScriptedServer.Start(Reply.Stall("HTTP/1.1 200 OK\r\n"));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RequestTimedOutException>(
            () => new RestClient(transport, s_short).GetTextAsync(TestClient.Get(), default));

        failure.Timeout.ShouldBe(s_short);
    }

    [Fact]
    public async Task A_stall_in_a_list_times_out_after_the_elements_that_came()
    {
        await using var server = ScriptedServer.Start(Reply.Stall(Reply.Head(200, "Content-Length: 1000") + "[1,2,{\"a\""));
        using var transport = TestClient.Transport(server.Address, timeout: s_short);
        var elements = new List<int>();

        await Should.ThrowAsync<RequestTimedOutException>(async () =>
        {
            await foreach (var number in new RestClient(transport).GetListAsync(TestClient.Get(), [], json => (int)json.AsInt64()!))
                elements.Add(number);
        });

        elements.ShouldBe([1, 2]);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stall_in_text_or_json_times_out()
    {
        await using var server = ScriptedServer.Start(Reply.Stall(Reply.Head(200, "Content-Length: 1000") + "[1,"));
        using var transport = TestClient.Transport(server.Address, timeout: s_short);
        var client = new RestClient(transport);

        await Should.ThrowAsync<RequestTimedOutException>(() => client.GetTextAsync(TestClient.Get(), default));
        await Should.ThrowAsync<RequestTimedOutException>(() => client.GetJsonAsync(TestClient.Get(), default));
    }

    [Fact]
    public async Task A_slow_consumer_does_not_time_out()
    {
        var gate = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(Reply.Raw(Reply.Head(200, Reply.Length(5)) + "[1,").Then(gate.Task).Then(Reply.Raw("2]")));
        using var transport = TestClient.Transport(server.Address, timeout: TimeSpan.FromSeconds(1));
        var elements = new List<int>();

        await foreach (var number in new RestClient(transport).GetListAsync(TestClient.Get(), [], json => (int)json.AsInt64()!))
        {
            elements.Add(number);
            if (number == 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(1.5));
                gate.SetResult();
            }
        }

        elements.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_slow_server_that_keeps_sending_does_not_time_out()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.WriteAsync(Reply.Head(200, Reply.Length(9)));
            foreach (var piece in "[1,2,3,4]")
            {
                await Task.Delay(200, connection.Stopped);
                await connection.WriteAsync(piece.ToString());
            }
        });
        using var transport = TestClient.Transport(server.Address, timeout: TimeSpan.FromSeconds(1.5));

        (await TestClient.ListAsync(new RestClient(transport), TestClient.Get())).ShouldBe(["1", "2", "3", "4"]);
    }
}
