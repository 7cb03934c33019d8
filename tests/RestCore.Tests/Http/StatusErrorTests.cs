using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class StatusErrorTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(412)]
    [InlineData(413)]
    [InlineData(417)]
    [InlineData(500)]
    [InlineData(505)]
    [InlineData(511)]
    [InlineData(304)]
    [InlineData(599)]
    public async Task Every_status_without_success_is_reported_after_one_request(int status)
    {
        await using var server = ScriptedServer.Start(Reply.Status(status));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetJsonAsync(TestClient.Get(), default));

        ((int)failure.Status).ShouldBe(status);
        failure.Operation.ShouldBe("things_get");
        failure.RetryAfter.ShouldBeNull();
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(" no such thing\r\n", "no such thing", null)]
    [InlineData("""{"error":"no such thing","eventId":"e-7"}""", "no such thing", "e-7")]
    [InlineData(""" {"message":"no such thing","eventId":7}""", "no such thing", "7")]
    [InlineData("""{"error":"","message":"","detail":"no such thing"}""", "no such thing", null)]
    [InlineData("\uFEFF{\"error\":\"no such thing\"}", "no such thing", null)]
    [InlineData("""{"error":{"code":1}}""", """{"error":{"code":1}}""", null)]
    [InlineData("""{"error":"no such""", """{"error":"no such""", null)]
    [InlineData("[\"no such thing\"]", "[\"no such thing\"]", null)]
    public async Task The_words_of_the_server_are_found(string body, string text, string? eventId)
    {
        var failure = await FailAsync(Reply.Status(400, body));

        failure.ServerMessage.Text.ShouldBe(text);
        failure.ServerMessage.EventId.ShouldBe(eventId);
        failure.ServerMessage.Body.Trim('\uFEFF').ShouldBe(body.Trim('\uFEFF'));
        failure.Message.ShouldContain(text);
    }

    [Fact]
    public async Task An_empty_body_has_no_message()
    {
        var failure = await FailAsync(Reply.Status(500));

        failure.ServerMessage.Text.ShouldBeEmpty();
        failure.ServerMessage.EventId.ShouldBeNull();
        failure.Message.ShouldContain("500");
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(3_000_000)]
    public async Task Of_a_huge_body_the_first_64_KB_are_kept(int length)
    {
        var failure = await FailAsync(Reply.Status(500, new string('x', length)));

        failure.ServerMessage.Body.ShouldBe(new string('x', ServerMessage.MaxBytes));
    }

    [Fact]
    public async Task An_endless_body_does_not_hold_the_error_back()
    {
        var failure = await FailAsync(Reply.Stall(Reply.Head(500, "Content-Length: 9999999") + new string('x', ServerMessage.MaxBytes)));

        failure.ServerMessage.Body.Length.ShouldBe(ServerMessage.MaxBytes);
    }

    [Fact]
    public async Task Of_a_body_that_breaks_off_the_beginning_is_kept()
    {
        var failure = await FailAsync(Reply.Raw(Reply.Head(404, "Content-Length: 100") + "no such").Then(Reply.Drop()));

        failure.ServerMessage.Text.ShouldBe("no such");
    }

    [Theory]
    [InlineData("iso-8859-1", new byte[] { 0x63, 0x61, 0x66, 0xE9 })]
    [InlineData("\"utf-8\"", new byte[] { 0x63, 0x61, 0x66, 0xC3, 0xA9 })]
    [InlineData("utf-16", new byte[] { 0x63, 0, 0x61, 0, 0x66, 0, 0xE9, 0 })]
    [InlineData("no-such-charset", new byte[] { 0x63, 0x61, 0x66, 0xC3, 0xA9 })]
    [InlineData("utf-7", new byte[] { 0x63, 0x61, 0x66, 0xC3, 0xA9 })]
    [InlineData("\"\"", new byte[] { 0x63, 0x61, 0x66, 0xC3, 0xA9 })]
    public async Task Any_charset_is_read_and_an_unknown_one_as_utf8(string charset, byte[] body)
    {
        var failure = await FailAsync(Reply.Status(404, body, "Content-Type: text/plain; charset=" + charset));

        failure.ServerMessage.Text.ShouldBe("café");
    }

    [Fact]
    public async Task A_message_that_stalls_is_abandoned_and_the_status_is_reported()
    {
        await using var server = ScriptedServer.Start(Reply.Stall(Reply.Head(404, "Content-Length: 100") + "no such"));
        using var transport = TestClient.Transport(server.Address, timeout: TimeSpan.FromSeconds(1));

        var failure = await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.ServerMessage.Text.ShouldBe("no such");
    }

    private static async Task<RestStatusException> FailAsync(Func<ServerConnection, Task> reply)
    {
        await using var server = ScriptedServer.Start(reply);
        using var transport = TestClient.Transport(server.Address);
        return await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));
    }
}
