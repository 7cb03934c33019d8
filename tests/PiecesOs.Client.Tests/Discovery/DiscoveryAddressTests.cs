using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Discovery;

/// <summary>An address that is given is taken.</summary>
public class DiscoveryAddressTests
{
    [Theory]
    [InlineData("http://localhost:1000", "http://localhost:1000/")]
    [InlineData("https://pieces.example/behind/a/proxy", "https://pieces.example/behind/a/proxy")]
    [InlineData("HTTP://127.0.0.1:39301/", "http://127.0.0.1:39301/")]
    public async Task It_is_used_without_a_request(string address, string uri)
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-00000000000a"));

        var found = await PiecesOsDiscovery.FindAsync(new DiscoveryOptions { Address = address, PortFilePaths = [], Ports = [server.Address.Port] });

        found.Address.AbsoluteUri.ShouldBe(uri);
        server.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("39300")]
    [InlineData("localhost:39300")]
    [InlineData("127.0.0.1")]
    [InlineData("ftp://localhost")]
    [InlineData("http://127.0.0.1:null/connect")]
    [InlineData("/tmp")]
    [InlineData("C:\\pieces")]
    public async Task An_address_that_is_not_http_is_named_and_nothing_is_searched(string address)
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-00000000000a"));

        var failure = await Should.ThrowAsync<FormatException>(
            () => PiecesOsDiscovery.FindAsync(new DiscoveryOptions { Address = address, PortFilePaths = [], Ports = [server.Address.Port] }));

        failure.Message.ShouldContain("PIECES_OS_URL");
        failure.Message.ShouldContain($"'{address}'");
        server.ConnectionCount.ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task None_means_search(string? address)
    {
        await using var server = ScriptedServer.Start(Reply.Status(200, "ok:00000000-0000-4000-8000-00000000000a"));

        var options = new DiscoveryOptions { Address = address, PortFilePaths = [], Ports = [server.Address.Port], ProbeTimeout = Patience.Limit };

        (await PiecesOsDiscovery.FindAsync(options)).Address.ShouldBe(server.Address);
    }
}
