using RestCore.Http;
using RestCore.WebSockets;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.WebSockets;

/// <summary>A socket whose other end is gone without a word is found out by pings; one that is only quiet is not.</summary>
public class WebSocketKeepAliveTests
{
    /// <summary>Long enough for a handshake on a busy machine.</summary>
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_longerThanThat = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_server_that_answers_no_ping_is_lost_after_the_messages()
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(Reply.Raw(WebSocketFrames.Text("1")).Then(Reply.Stall())));
        using var transport = TestClient.Transport(server.Address);
        var messages = new List<string>();

        var failure = await Should.ThrowAsync<ConnectionLostException>(() => DrainAsync(Listen(transport), messages).WaitAsync(Patience.Limit));

        messages.ShouldBe(["1"]);
        failure.Message.ShouldBe("The connection was lost during things_stream: the server does not respond to pings");
    }

    [Fact]
    public async Task The_limit_of_the_transport_is_the_default()
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(Reply.Stall()));
        using var transport = TestClient.Transport(server.Address, timeout: s_short);

        await Should.ThrowAsync<ConnectionLostException>(
            () => DrainAsync(WebSocketListener.ListenAsync(transport, "things_stream", "stream"), []).WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task A_server_that_answers_pings_may_be_quiet()
    {
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(async connection =>
        {
            for (var i = 0; i < 3; i++)
            {
                // Final frame, ping, masked, without content.
                (await connection.ReadBytesAsync(6))[..2].ShouldBe([0x89, 0x80]);
                await connection.WriteAsync(WebSocketFrames.Pong());
            }

            await connection.WriteAsync(WebSocketFrames.Text("1"));
            await connection.WriteAsync(WebSocketFrames.Close());
        }));
        using var transport = TestClient.Transport(server.Address);
        var messages = new List<string>();

        await DrainAsync(Listen(transport), messages).WaitAsync(Patience.Limit);

        messages.ShouldBe(["1"]);
    }

    /// <summary>What the reader does between two messages is not the server's silence.</summary>
    [Fact]
    public async Task A_slow_consumer_is_not_a_lost_server()
    {
        var gate = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(
            Reply.Raw(WebSocketFrames.Text("1")).Then(gate.Task).Then(Reply.Raw([.. WebSocketFrames.Text("2"), .. WebSocketFrames.Close()]))));
        using var transport = TestClient.Transport(server.Address);
        var messages = new List<string>();

        await foreach (var message in Listen(transport))
        {
            messages.Add(message.GetRawText());
            if (messages.Count == 1)
            {
                await Task.Delay(s_longerThanThat);
                gate.SetResult();
            }
        }

        messages.ShouldBe(["1", "2"]);
    }

    /// <summary>Pieces OS works minutes on a long list, and may answer no ping meanwhile.</summary>
    [Fact]
    public async Task A_server_that_works_on_a_request_is_not_lost()
    {
        var gate = new TaskCompletionSource();
        await using var server = ScriptedServer.Start()
            .On("GET /stream", WebSocketFrames.Accept(Reply.Raw(string.Empty).Then(gate.Task).Then(Reply.Raw([.. WebSocketFrames.Text("1"), .. WebSocketFrames.Close()]))))
            .On("GET /things", Reply.InTwo(string.Empty, gate.Task, "[1]"));
        using var transport = TestClient.Transport(server.Address);
        var messages = new List<string>();

        var list = new RestClient(transport).GetJsonAsync(TestClient.Get(), default);
        await server.WaitForRequestsAsync(1, "/things");
        var listening = DrainAsync(Listen(transport), messages);
        await Task.Delay(s_longerThanThat);
        gate.SetResult();

        await listening.WaitAsync(Patience.Limit);
        (await list).GetRawText().ShouldBe("[1]");
        messages.ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_client_may_have_a_limit_of_its_own_for_the_handshake()
    {
        await using var server = ScriptedServer.Start(Reply.Stall());
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RequestTimedOutException>(
            () => DrainAsync(new RestClient(transport, s_short).ListenAsync("things_stream", "stream"), []).WaitAsync(Patience.Limit));

        failure.Timeout.ShouldBe(s_short);
    }

    [Fact]
    public async Task A_transport_that_is_closed_opens_no_socket()
    {
        await using var server = ScriptedServer.Start();
        var transport = TestClient.Transport(server.Address);
        transport.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() => DrainAsync(Listen(transport), []));

        server.ConnectionCount.ShouldBe(0);
    }

    /// <summary>Closing a connection from this side ends a pending read with an exception, or, less often, as the end of the data.</summary>
    [Fact]
    public async Task A_connection_that_was_closed_because_of_silence_does_not_look_like_one_that_the_server_closed()
    {
        using var stream = new PingableStream(new EndsWhenClosed());
        var reading = stream.ReadAsync(new byte[1]).AsTask();

        stream.Break();

        (await Should.ThrowAsync<IOException>(() => reading.WaitAsync(Patience.Limit))).Message.ShouldBe("the server does not respond to pings");
    }

    private static IAsyncEnumerable<RestCore.Json.JsonValue> Listen(RestTransport transport) =>
        WebSocketListener.ListenAsync(transport, "things_stream", "stream", timeout: s_short);

    private static async Task DrainAsync(IAsyncEnumerable<RestCore.Json.JsonValue> source, List<string> messages)
    {
        await foreach (var message in source)
            messages.Add(message.GetRawText());
    }

    private sealed class EndsWhenClosed : MemoryStream
    {
        private readonly TaskCompletionSource<int> _read = new();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_read.Task);

        protected override void Dispose(bool disposing)
        {
            _read.TrySetResult(0);
            base.Dispose(disposing);
        }
    }
}
