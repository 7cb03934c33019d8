using System.Net;
using System.Net.Sockets;
using RestCore.Http;
using RestCore.WebSockets;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.WebSockets;

public class WebSocketHandshakeTests
{
    [Fact]
    public async Task The_path_and_the_headers_go_out_and_the_caller_is_notified_before_the_first_message()
    {
        var gate = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(WebSocketFrames.Accept(async connection =>
        {
            await gate.Task.WaitAsync(connection.Stopped);
            await connection.WriteAsync([.. WebSocketFrames.Text("1"), .. WebSocketFrames.Close()]);
        }));
        using var transport = TestClient.Transport(
            new Uri(server.Address, "base"), headers: new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Key"] = "k" });
        var connected = 0;

        await foreach (var message in new RestClient(transport).ListenAsync("things_stream", "things/stream?a=b%20c", () =>
        {
            connected++;
            gate.SetResult();
        }))
        {
            message.AsInt64().ShouldBe(1);
        }

        connected.ShouldBe(1);
        server.SingleRequest.RequestLine.ShouldBe("GET /base/things/stream?a=b%20c HTTP/1.1");
        server.SingleRequest.Header("X-Key").ShouldBe("k");
        server.SingleRequest.Header("Upgrade").ShouldBe("websocket");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task A_refused_upgrade_reports_its_status(int status)
    {
        await using var server = ScriptedServer.Start(Reply.Status(status, "no such thing"));

        var failure = await Should.ThrowAsync<RestStatusException>(() => ListenAsync(server.Address));

        ((int)failure.Status).ShouldBe(status);
        failure.Operation.ShouldBe("things_stream");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_in_place_of_a_socket_is_malformed()
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "<html></html>", "Content-Type: text/html"));

        var failure = await Should.ThrowAsync<MalformedResponseException>(() => ListenAsync(server.Address));

        failure.Message.ShouldContain("a WebSocket was expected");
        failure.Message.ShouldContain(server.Address.Authority);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_anywhere()
    {
        await using var other = ScriptedServer.Start(WebSocketFrames.Send(WebSocketFrames.Close()));
        await using var server = ScriptedServer.Start(Reply.Redirect(302, other.Address.ToString()));

        (await Should.ThrowAsync<RedirectRefusedException>(() => ListenAsync(server.Address))).Target.ShouldBe(other.Address);

        server.Requests.Count.ShouldBe(1);
        other.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_that_drops_in_the_handshake_is_lost()
    {
        await using var server = ScriptedServer.Start(Reply.Raw("HTTP/1.1 101 Sw").Then(Reply.Drop()));

        await Should.ThrowAsync<ConnectionLostException>(() => ListenAsync(server.Address));
    }

    [Fact]
    public async Task A_closed_port_is_unreachable()
    {
        await using var server = ScriptedServer.Refusing();

        (await Should.ThrowAsync<ServerUnreachableException>(() => ListenAsync(server.Address))).Address.ShouldBe(server.Address);
    }

    [Fact]
    public async Task No_answer_times_out()
    {
        await using var server = ScriptedServer.Start(Reply.Stall());

        var failure = await Should.ThrowAsync<RequestTimedOutException>(() => ListenAsync(server.Address, TimeSpan.FromSeconds(1)));

        failure.Timeout.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Https_speaks_tls()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var first = FirstByteAsync(listener);

        await Should.ThrowAsync<RestException>(() => ListenAsync(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")));

        const byte TlsHandshake = 0x16;
        (await first).ShouldBe(TlsHandshake);
    }

    [Fact]
    public async Task A_transport_is_required() =>
        await Should.ThrowAsync<ArgumentNullException>(
            async () => await WebSocketListener.ListenAsync((RestTransport)null!, "things_stream", "stream").GetAsyncEnumerator().MoveNextAsync());

    private static async Task<byte> FirstByteAsync(TcpListener listener)
    {
        using var socket = await listener.AcceptSocketAsync();
        var first = new byte[1];
        await socket.ReceiveAsync(first);
        return first[0];
    }

    private static async Task ListenAsync(Uri address, TimeSpan? timeout = null)
    {
        using var transport = TestClient.Transport(address, timeout: timeout);
        await foreach (var message in WebSocketListener.ListenAsync(transport, "things_stream", "stream"))
            throw new InvalidOperationException("A message: " + message);
    }
}
