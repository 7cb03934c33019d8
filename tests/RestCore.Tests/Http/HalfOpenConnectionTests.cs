using System.Net;
using System.Net.Sockets;
using System.Text;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>Connections whose other end is there for the network and for nobody else.</summary>
public class HalfOpenConnectionTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(2);

    /// <summary>The system accepts the connection, and no program reads from it: a body larger than its buffers is never sent to its end.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(32_000_000)]
    public async Task A_server_that_never_reads_times_out(int bodyLength)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var transport = TestClient.Transport(AddressOf(listener), timeout: s_short);
        var request = bodyLength == 0 ? TestClient.Get() : TestClient.Post(body: TestClient.Body($"\"{new string('x', bodyLength)}\""));

        var failure = await Should.ThrowAsync<RequestTimedOutException>(() => new RestClient(transport).GetTextAsync(request, default).WaitAsync(Patience.Limit));

        failure.Limit.ShouldBe(TimeLimit.Answer);
        failure.Message.ShouldBe($"{request.Operation} received no response within 2 seconds.");
    }

    [Theory]
    [InlineData("", TimeLimit.Answer)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-", TimeLimit.Answer)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", TimeLimit.Silence)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,", TimeLimit.Silence)]
    public async Task A_server_that_falls_silent_times_out(string sent, TimeLimit limit)
    {
        await using var server = ScriptedServer.Start(Reply.Stall(sent));
        using var transport = TestClient.Transport(server.Address, timeout: s_short);

        var failure = await Should.ThrowAsync<RequestTimedOutException>(
            () => new RestClient(transport).GetJsonAsync(TestClient.Get(), default).WaitAsync(Patience.Limit));

        failure.Limit.ShouldBe(limit);
        failure.Timeout.ShouldBe(s_short);
    }

    /// <summary>The server closes its sending half and goes on reading.</summary>
    [Theory]
    [InlineData("", typeof(ConnectionLostException))]
    [InlineData("HTTP/1.1 200 OK\r\nContent-", typeof(ConnectionLostException))]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,", typeof(MalformedResponseException))]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[1,", typeof(MalformedResponseException))]
    public async Task A_server_that_closes_its_sending_half_has_broken_off(string sent, Type error)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        using var ending = new CancellationTokenSource();
        listener.Start();
        var serving = AcceptAsync(listener, sent, ending.Token);
        using var transport = TestClient.Transport(AddressOf(listener), RetryPolicy.None);

        var failure = await Should.ThrowAsync<RestException>(
            () => new RestClient(transport).GetJsonAsync(TestClient.Get(), default).WaitAsync(Patience.Limit));

        failure.ShouldBeOfType(error);
        await ending.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => serving.WaitAsync(Patience.Limit));
    }

    /// <summary>More than one connection, because the runtime itself repeats what got no byte of an answer.</summary>
    private static async Task AcceptAsync(TcpListener listener, string sent, CancellationToken ending)
    {
        while (true)
            _ = ServeAsync(await listener.AcceptSocketAsync(ending), sent);
    }

    private static async Task ServeAsync(Socket accepted, string sent)
    {
        using var socket = accepted;
        var buffer = new byte[4096];
        await socket.ReceiveAsync(buffer);
        await socket.SendAsync(Encoding.ASCII.GetBytes(sent));
        socket.Shutdown(SocketShutdown.Send);
        while (await socket.ReceiveAsync(buffer) > 0)
        {
            // Until the client closes.
        }
    }

    private static Uri AddressOf(TcpListener listener) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
}
