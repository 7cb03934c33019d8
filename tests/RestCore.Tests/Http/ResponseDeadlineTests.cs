using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>A request may wait longer for its first byte than others do, and longer still once it is known why.</summary>
public class ResponseDeadlineTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")]
    public async Task It_ends_the_wait_for_headers_and_for_the_first_byte_of_the_body(string sent)
    {
        await using var server = ScriptedServer.Start(Reply.Stall(sent));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RequestTimedOutException>(
            () => new RestClient(transport).GetJsonAsync(Request(new ResponseDeadline(s_short)), default));

        failure.Timeout.ShouldBe(s_short);
    }

    /// <summary>The deadline is longer than what the transport allows for any other answer.</summary>
    [Theory]
    [InlineData("", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[1,2]")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "[1,2]")]
    public async Task Until_then_the_limit_of_the_transport_does_not_count(string first, string rest)
    {
        await using var server = ScriptedServer.Start(Reply.Raw(first).Then(static connection => Task.Delay(1500, connection.Stopped)).Then(Reply.Raw(rest)));
        using var transport = TestClient.Transport(server.Address, timeout: s_short);

        (await TestClient.ListAsync(new RestClient(transport), Request(new ResponseDeadline(Patience.Limit)))).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task It_can_be_extended_while_the_request_waits()
    {
        var deadline = new ResponseDeadline(TimeSpan.FromSeconds(2));
        await using var server = ScriptedServer.Start(async connection =>
        {
            deadline.Extend(Patience.Limit);
            await Task.Delay(2500, connection.Stopped);
            await Reply.Json("[1]")(connection);
        });
        using var transport = TestClient.Transport(server.Address);

        (await TestClient.ListAsync(new RestClient(transport), Request(deadline))).ShouldBe(["1"]);
    }

    [Fact]
    public void It_never_gets_shorter()
    {
        var deadline = new ResponseDeadline(TimeSpan.FromSeconds(9));
        deadline.Extend(TimeSpan.FromSeconds(8));
        deadline.Limit.ShouldBe(TimeSpan.FromSeconds(9));
    }

    /// <summary>After the first byte the server has to keep sending as in any other answer.</summary>
    [Fact]
    public async Task It_does_not_count_for_a_stall_in_the_middle()
    {
        await using var server = ScriptedServer.Start(Reply.Stall(Reply.Head(200, "Content-Length: 1000") + "[1,"));
        using var transport = TestClient.Transport(server.Address, timeout: s_short);

        var failure = await Should.ThrowAsync<RequestTimedOutException>(
            () => new RestClient(transport).GetJsonAsync(Request(new ResponseDeadline(Patience.Limit)), default));

        failure.Timeout.ShouldBe(s_short);
    }

    private static TestRequest Request(ResponseDeadline deadline) => new("operation", HttpMethod.Get, "things") { Deadline = deadline };
}
