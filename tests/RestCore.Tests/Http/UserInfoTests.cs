using System.Text;
using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

/// <summary>The user name and password in an address are sent, and shown nowhere.</summary>
public class UserInfoTests
{
    [Fact]
    public async Task They_are_sent_as_basic_authentication()
    {
        await using var server = ScriptedServer.Start(Reply.Text("ok"));
        using var transport = TestClient.Transport(new UriBuilder(server.Address) { UserName = "ada", Password = "s%40cret" }.Uri);

        await new RestClient(transport).GetTextAsync(TestClient.Get(), default);

        server.SingleRequest.Header("Authorization").ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:s@cret")));
        transport.BaseAddress.ShouldBe(server.Address);
    }

    [Fact]
    public async Task They_are_in_no_error()
    {
        await using var server = ScriptedServer.Refusing();
        using var transport = TestClient.Transport(new UriBuilder(server.Address) { UserName = "ada", Password = "secret" }.Uri);

        var failure = await Should.ThrowAsync<ServerUnreachableException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("http://ada:secret@host:1/", "http://***@host:1/")]
    [InlineData("'https://ada@host' and wss://x:secret@y", "'https://***@host' and wss://***@y")]
    [InlineData("http://user:secret@127.0.0.1:null", "http://***@127.0.0.1:null")]
    [InlineData("http://host/path@version", "http://host/path@version")]
    [InlineData("ada:secret@host", "ada:***@host")]
    [InlineData("note: ask ada@example.com", "note: ask ada@example.com")]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData("", "")]
    public void They_are_hidden_in_any_text(string text, string expected) => UserInfo.Hide(text).ShouldBe(expected);
}
