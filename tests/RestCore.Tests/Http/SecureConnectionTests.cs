using RestCore.WebSockets;
using System.Net;
using System.Net.Sockets;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class SecureConnectionTests
{
    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_named_as_the_problem()
    {
        await using var server = new TlsServer();
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<SecureConnectionException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.Address.ShouldBe(server.Address);
        failure.Message.ShouldContain("certificate");
    }

    [Fact]
    public async Task A_web_socket_fails_in_the_same_way()
    {
        await using var server = new TlsServer();
        using var transport = TestClient.Transport(server.Address);

        await Should.ThrowAsync<SecureConnectionException>(async () =>
        {
            await foreach (var _ in new RestClient(transport).ListenAsync("things_stream", "things/stream"))
            {
                // Nothing comes.
            }
        });
    }

    [Fact]
    public async Task So_does_https_to_a_server_that_speaks_http()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var transport = TestClient.Transport(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), RetryPolicy.None);
        var hello = new RestClient(transport).GetJsonAsync(TestClient.Get(), default);
        using (var client = await listener.AcceptTcpClientAsync())
        {
            await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            await Should.ThrowAsync<SecureConnectionException>(() => hello);
        }
    }
}
