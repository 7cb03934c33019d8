using System.Net.Sockets;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class UnreachableServerTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_refused_request_was_never_sent_so_any_is_tried_again(string method)
    {
        await using var server = ScriptedServer.Refusing(Reply.Json("1"));
        using var transport = TestClient.Transport(server.Address);
        var refusals = 0;
        var client = new RestClient(transport, trace: trace =>
        {
            if (trace.Status == 0 && ++refusals == 2)
                server.Listen();
        });

        var answer = await client.GetJsonAsync(new TestRequest("operation", new HttpMethod(method), "things"), default);

        answer.AsInt64().ShouldBe(1);
        refusals.ShouldBe(2);
        server.SingleRequest.RequestLine.ShouldStartWith(method);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_closed_port_is_reported_with_its_address(string method)
    {
        await using var server = ScriptedServer.Refusing();
        using var transport = TestClient.Transport(server.Address);
        var refusals = 0;
        var client = new RestClient(transport, trace: _ => refusals++);

        var failure = await Should.ThrowAsync<ServerUnreachableException>(
            () => client.GetTextAsync(new TestRequest("operation", new HttpMethod(method), "things"), default));

        failure.Operation.ShouldBe("operation");
        failure.Address.ShouldBe(server.Address);
        failure.Message.ShouldContain(server.Address.ToString());
        refusals.ShouldBe(3);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public void Faults_of_connecting_came_before_sending(HttpRequestError error) =>
        Fault(new HttpRequestException(error)).ShouldBeOfType<ServerUnreachableException>();

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.InvalidResponse)]
    [InlineData(HttpRequestError.Unknown)]
    public void Faults_during_an_exchange_may_have_occurred_after_sending(HttpRequestError error) =>
        Fault(new HttpRequestException(error)).ShouldBeOfType<ConnectionLostException>();

    [Theory]
    [InlineData(SocketError.ConnectionRefused, true)]
    [InlineData(SocketError.HostNotFound, true)]
    [InlineData(SocketError.HostUnreachable, true)]
    [InlineData(SocketError.ConnectionReset, false)]
    [InlineData(SocketError.ConnectionAborted, false)]
    public void A_refusal_is_found_below_other_faults(SocketError error, bool refused)
    {
        var fault = new HttpRequestException("outer", new InvalidOperationException("middle", new SocketException((int)error)));

        ConnectionHandler.IsRefused(fault).ShouldBe(refused);
        (Fault(fault) is ServerUnreachableException).ShouldBe(refused);
    }

    private static RestException Fault(HttpRequestException fault) => ConnectionHandler.ToException(fault, "operation", new Uri("http://127.0.0.1:1/"));
}
