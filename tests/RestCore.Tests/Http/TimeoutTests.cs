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
            () => new RestClient(transport).GetTextAsync(new TestRequest("operation", new System.Net.Http.HttpMethod(method), "things"), default));

        failure.Operation.ShouldBe("operation");
        failure.Timeout.ShouldBe(s_short);
        failure.Limit.ShouldBe(TimeLimit.Answer);
        failure.Message.ShouldBe("operation received no response within 1 second.");
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

    [Fact]
    public async Task A_stall_in_the_middle_says_so()
    {
        await using var server = ScriptedServer.Start(Reply.Stall(Reply.Head(200, "Content-Length: 1000") + "[1,"));
        using var transport = TestClient.Transport(server.Address, timeout: s_short);

        var failure = await Should.ThrowAsync<RequestTimedOutException>(() => new RestClient(transport).GetJsonAsync(TestClient.Get(), default));

        failure.Limit.ShouldBe(TimeLimit.Silence);
    }

    /// <summary>A server that sends a byte now and then is never silent for long, and still does not answer.</summary>
    [Fact]
    public async Task An_answer_that_trickles_is_too_slow()
    {
        await using var server = ScriptedServer.Start(Trickle("[1,"));
        using var transport = Transport(server, timeout: Patience.Limit);
        var elements = new List<int>();

        var failure = await Should.ThrowAsync<RequestTimedOutException>(async () =>
        {
            await foreach (var number in new RestClient(transport).GetListAsync(TestClient.Get(), [], json => (int)json.AsInt64()!))
                elements.Add(number);
        });

        failure.Limit.ShouldBe(TimeLimit.Rate);
        elements.ShouldBe([1]);
    }

    [Fact]
    public async Task A_text_that_trickles_is_not_complete_in_time()
    {
        await using var server = ScriptedServer.Start(Trickle("ok:"));
        using var transport = TestClient.Transport(server.Address, timeout: TimeSpan.FromSeconds(1.5));

        var failure = await Should.ThrowAsync<RequestTimedOutException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.Limit.ShouldBe(TimeLimit.Total);
    }

    [Fact]
    public async Task A_limit_that_fires_just_as_a_read_ends_is_a_timeout()
    {
        using var transport = TestClient.Transport(new Uri("http://127.0.0.1:9/"));
        using var inner = new MemoryStream([1, 2, 3]);
        using var body = new ResponseBodyStream(inner, new RestOperation("read", transport.BaseAddress), deadline: null, transport, TimeSpan.FromSeconds(30));
        var buffer = new byte[2];
        (await body.ReadAsync(buffer.AsMemory(), default)).ShouldBe(2);
        inner.Dispose();

        (await Should.ThrowAsync<RequestTimedOutException>(async () => await body.ReadExactlyAsync(buffer.AsMemory(0, 1), default))).Limit.ShouldBe(TimeLimit.Silence);
    }

    /// <summary>The status says enough: the error does not wait for all of its words.</summary>
    [Fact]
    public async Task The_words_of_an_error_that_trickle_are_cut_off()
    {
        await using var server = ScriptedServer.Start(Reply.Raw("HTTP/1.1 404 Not Found\r\nContent-Length: 100000\r\n\r\nRoute").Then(Trickle(string.Empty, head: false)));
        using var transport = TestClient.Transport(server.Address, timeout: TimeSpan.FromSeconds(1.5));

        var failure = await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.ServerMessage.Text.ShouldStartWith("Route");
    }

    /// <summary>What the reader does between two reads is not the server's time.</summary>
    [Fact]
    public async Task A_slow_consumer_is_not_a_slow_server()
    {
        var gate = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(Reply.Raw(Reply.Head(200, Reply.Length(7)) + "[1,").Then(gate.Task).Then(Reply.Raw("2,3]")));
        using var transport = Transport(server, timeout: Patience.Limit);
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

        elements.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_long_text_is_not_read_to_its_end()
    {
        await using var server = ScriptedServer.Start(Reply.Text(new string('x', 70_000)));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<MalformedResponseException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.ByteOffset.ShouldBe(65_537);
    }

    /// <summary>A transport that calls less than 1 KB a second over one second too slow.</summary>
    private static RestTransport Transport(ScriptedServer server, TimeSpan timeout) =>
        new(new RestTransportOptions { BaseAddress = server.Address, Timeout = timeout, RateWindow = TimeSpan.FromSeconds(1) });

    private static Func<ServerConnection, Task> Trickle(string begin, bool head = true) => async connection =>
    {
        await connection.WriteAsync((head ? Reply.Head(200, Reply.Length(1_000_000)) : string.Empty) + begin);
        try
        {
            while (true)
            {
                await Task.Delay(100, connection.Stopped);
                await connection.WriteAsync(" ");
            }
        }
        catch (Exception e) when (e is System.IO.IOException or OperationCanceledException)
        {
            // The client has given up.
        }
    };
}
