using RestCore.WebSockets;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.WebSockets;

public class WebSocketMessageTests
{
    [Fact]
    public async Task Messages_arrive_in_order_until_the_server_closes() =>
        (await ListenAsync(
            WebSocketFrames.Text("{\"n\":1}"), WebSocketFrames.Text("[2]"), WebSocketFrames.Text("null"), WebSocketFrames.Close()))
            .ShouldBe(["{\"n\":1}", "[2]", "null"]);

    [Fact]
    public async Task A_server_that_closes_at_once_sends_no_messages() =>
        (await ListenAsync(WebSocketFrames.Close())).ShouldBeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public async Task A_message_in_several_frames_is_put_together(int size)
    {
        const string Message = """{"text":"é€😀","n":[1,2,3]}""";

        (await ListenAsync(WebSocketFrames.TextInFrames(Message, size), WebSocketFrames.Text("1"), WebSocketFrames.Close()))
            .ShouldBe([Message, "1"]);
    }

    [Theory]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(16_384)]
    [InlineData(65_536)]
    [InlineData(1_000_000)]
    public async Task A_message_may_be_larger_than_the_buffer(int length)
    {
        var large = $"\"{new string('x', length - 2)}\"";

        (await ListenAsync(
            WebSocketFrames.Text(large), WebSocketFrames.TextInFrames(large, 30_000), WebSocketFrames.Text("{}"), WebSocketFrames.Close()))
            .ShouldBe([large, large, "{}"]);
    }

    [Fact]
    public async Task A_message_that_is_shorter_than_the_one_before_does_not_show_its_rest() =>
        (await ListenAsync(WebSocketFrames.Text("[1,2,3,4,5]"), WebSocketFrames.Text("6"), WebSocketFrames.Text(" 7 "), WebSocketFrames.Close()))
            .ShouldBe(["[1,2,3,4,5]", "6", "7"]);

    [Fact]
    public async Task A_ping_between_frames_is_answered_and_not_returned()
    {
        var answered = false;
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(async connection =>
        {
            await connection.WriteAsync([.. WebSocketFrames.Unfinished("[1,"), .. WebSocketFrames.Ping()]);
            answered = (await connection.ReadBytesAsync(1))[0] == 0x8A;
            await connection.WriteAsync([0x80, 2, (byte)'2', (byte)']', .. WebSocketFrames.Close()]);
        }));
        using var transport = TestClient.Transport(server.Address);

        (await ReadAsync(WebSocketListener.ListenAsync(transport, "things_stream", "stream"))).ShouldBe(["[1,2]"]);

        answered.ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_is_returned_before_the_next_one_is_sent()
    {
        var gate = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(async connection =>
        {
            await connection.WriteAsync(WebSocketFrames.Text("1"));
            await gate.Task.WaitAsync(connection.Stopped);
            await connection.WriteAsync([.. WebSocketFrames.Text("2"), .. WebSocketFrames.Close()]);
        }));
        using var transport = TestClient.Transport(server.Address);
        var seen = new List<int>();

        await foreach (var message in WebSocketListener.ListenAsync(transport, "things_stream", "stream"))
        {
            seen.Add((int)message.AsInt64()!);
            gate.TrySetResult();
        }

        seen.ShouldBe([1, 2]);
    }

    private static async Task<IReadOnlyList<string>> ListenAsync(params byte[][] frames)
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Send(frames));
        using var transport = TestClient.Transport(server.Address);
        return await ReadAsync(WebSocketListener.ListenAsync(transport, "things_stream", "stream"));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(IAsyncEnumerable<RestCore.Json.JsonValue> messages) =>
        await messages.Select(message => message.GetRawText()).ToListAsync();
}
