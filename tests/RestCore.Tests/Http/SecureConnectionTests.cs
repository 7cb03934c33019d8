using System;
using System.Threading.Tasks;
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
    public async Task So_does_https_to_a_server_that_hangs_up_on_it()
    {
        await using var server = ScriptedServer.Start(Reply.Drop());
        using var transport = TestClient.Transport(new UriBuilder(server.Address) { Scheme = "https" }.Uri, RetryPolicy.None);
        var hello = new RestClient(transport).GetJsonAsync(TestClient.Get(), default);

        await server.DisposeAsync();

        await Should.ThrowAsync<SecureConnectionException>(() => hello);
    }
}
