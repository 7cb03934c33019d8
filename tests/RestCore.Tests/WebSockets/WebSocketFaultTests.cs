using System.Diagnostics;
using RestCore.Http;
using RestCore.WebSockets;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.WebSockets;

public class WebSocketFaultTests
{
    [Fact]
    public async Task A_drop_between_messages_is_a_lost_connection_after_the_messages() =>
        await ShouldFailAsync<ConnectionLostException>(["1", "2"], WebSocketFrames.Text("1"), WebSocketFrames.Text("2"));

    [Fact]
    public async Task A_drop_inside_a_message_is_a_lost_connection() =>
        await ShouldFailAsync<ConnectionLostException>(["1"], WebSocketFrames.Text("1"), WebSocketFrames.Unfinished("[1,2]"));

    [Fact]
    public async Task A_drop_inside_a_frame_is_a_lost_connection() =>
        await ShouldFailAsync<ConnectionLostException>([], WebSocketFrames.Text("[1,2,3]")[..5]);

    [Fact]
    public async Task A_frame_against_the_protocol_is_a_lost_connection() =>
        await ShouldFailAsync<ConnectionLostException>(["1"], WebSocketFrames.Text("1"), [0xF1, 1, (byte)'2']);

    [Theory]
    [InlineData("", 0)]
    [InlineData("hello", 0)]
    [InlineData("[1,]", 3)]
    [InlineData("1 2", 2)]
    [InlineData("{\n\"a\":1,\n\"b\":x}", 13)]
    public async Task A_message_that_is_not_json_is_malformed_after_the_messages_before_it(string message, long offset)
    {
        var failure = await ShouldFailAsync<MalformedResponseException>(
            ["1"], WebSocketFrames.Text("1"), WebSocketFrames.Text(message), WebSocketFrames.Text("2"), WebSocketFrames.Close());

        failure.ByteOffset.ShouldBe(offset);
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_not_kept_to_its_end()
    {
        var longMessage = "\"" + new string('x', 2000) + "\"";
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(
            Reply.Raw([.. WebSocketFrames.Text("1"), .. WebSocketFrames.Text(longMessage), .. WebSocketFrames.Close()])));
        using var transport = new RestTransport(new RestTransportOptions { BaseAddress = server.Address, MaxMessageBytes = 1000 });
        List<string> messages = [];

        var failure = await Should.ThrowAsync<MalformedResponseException>(() => DrainAsync(WebSocketListener.ListenAsync(transport, "things_stream", "stream"), messages));

        failure.Message.ShouldContain("larger than 1000 bytes");
        messages.ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_reset_is_a_lost_connection()
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(Reply.Reset()));
        using var transport = TestClient.Transport(server.Address);

        await Should.ThrowAsync<ConnectionLostException>(async () => await DrainAsync(WebSocketListener.ListenAsync(transport, "things_stream", "stream"), []));
    }

    [Fact]
    public async Task Cancelling_ends_the_listening_at_once()
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(Reply.Raw(WebSocketFrames.Text("1")).Then(Reply.Stall())));
        using var transport = TestClient.Transport(server.Address);
        using var cancellation = new CancellationTokenSource();
        await using var messages = WebSocketListener.ListenAsync(transport, "things_stream", "stream", cancellationToken: cancellation.Token).GetAsyncEnumerator();
        (await messages.MoveNextAsync()).ShouldBeTrue();

        var waiting = messages.MoveNextAsync().AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        clock.Elapsed.ShouldBeLessThan(Patience.Prompt);
    }

    [Fact]
    public async Task Cancelling_ends_the_handshake_at_once()
    {
        await using var server = ScriptedServer.Start(Reply.Stall());
        using var transport = TestClient.Transport(server.Address);
        using var cancellation = new CancellationTokenSource();

        var connecting = DrainAsync(WebSocketListener.ListenAsync(transport, "things_stream", "stream", cancellationToken: cancellation.Token), []);
        await server.WaitForRequestsAsync(1);
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => connecting);
        clock.Elapsed.ShouldBeLessThan(Patience.Prompt);
    }

    private static async Task<T> ShouldFailAsync<T>(string[] before, params byte[][] frames)
        where T : RestException
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Send(frames));
        using var transport = TestClient.Transport(server.Address);
        var messages = new List<string>();

        var failure = await Should.ThrowAsync<T>(() => DrainAsync(WebSocketListener.ListenAsync(transport, "things_stream", "stream"), messages));

        messages.ShouldBe(before);
        failure.Operation.ShouldBe("things_stream");
        return failure;
    }

    private static async Task DrainAsync(IAsyncEnumerable<RestCore.Json.JsonValue> source, List<string> messages)
    {
        await foreach (var message in source)
            messages.Add(message.GetRawText());
    }
}
