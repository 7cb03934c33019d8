using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class AnswerTests
{
    [Theory]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,2]}""")]
    [InlineData(" \r\n[1]\t\n ", "[1]")]
    [InlineData("12", "12")]
    [InlineData(" \"text\" ", "\"text\"")]
    [InlineData("null", "null")]
    [InlineData("\uFEFFtrue", "true")]
    public async Task Json_of_any_kind_is_parsed(string body, string expected) =>
        (await AskAsync(Reply.Json(body), client => client.GetJsonAsync(TestClient.Get(), default))).GetRawText().ShouldBe(expected);

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 2)]
    [InlineData("<html></html>", 0)]
    [InlineData("{\"a\":1", 6)]
    [InlineData("{\"a\":1} x", 8)]
    [InlineData("{\n\"a\":1,\n\"b\":,}", 13)]
    [InlineData("12 13", 3)]
    public async Task What_is_not_json_is_malformed(string body, long offset)
    {
        var failure = await Should.ThrowAsync<MalformedResponseException>(
            () => AskAsync(Reply.Json(body), client => client.GetJsonAsync(TestClient.Get(), default)));

        failure.Operation.ShouldBe("things_get");
        failure.ByteOffset.ShouldBe(offset);
    }

    [Fact]
    public async Task Json_that_breaks_off_on_the_wire_is_malformed()
    {
        var reply = Reply.Raw(Reply.Head(200, Reply.Length(100)) + "{\"a\":1").Then(Reply.Drop());

        var failure = await Should.ThrowAsync<MalformedResponseException>(
            () => AskAsync(reply, client => client.GetJsonAsync(TestClient.Get(), default)));

        failure.ByteOffset.ShouldBe(6);
        failure.InnerException.ShouldNotBeNull();
    }

    [Fact]
    public async Task Large_json_is_read_whole()
    {
        var json = $"[\"{new string('é', 300_000)}\"]";

        (await AskAsync(Reply.Json(json), client => client.GetJsonAsync(TestClient.Get(), default))).GetRawText().ShouldBe(json);
    }

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData(" é😀 \r\n", "é😀")]
    [InlineData("\uFEFFhello", "hello")]
    [InlineData("", "")]
    public async Task Text_is_read_as_it_is_without_the_space_around_it(string body, string expected) =>
        (await AskAsync(Reply.Status(200, body, "Content-Type: text/plain"), Text)).ShouldBe(expected);

    [Fact]
    public async Task Text_that_breaks_off_is_malformed()
    {
        var failure = await Should.ThrowAsync<MalformedResponseException>(
            () => AskAsync(Reply.Raw(Reply.Head(200, Reply.Length(100)) + "hello").Then(Reply.Drop()), Text));

        failure.ByteOffset.ShouldBe(5);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task A_response_without_a_body_is_sufficient_if_none_is_expected(int status) =>
        await InvokeAsync(Reply.Status(status));

    [Fact]
    public async Task No_content_is_a_success()
    {
        await InvokeAsync(Reply.NoContent());
        (await AskAsync(Reply.NoContent(), Text)).ShouldBeEmpty();
    }

    private static Task<string> Text(RestClient client) => client.GetTextAsync(TestClient.Get(), default);

    private static Task InvokeAsync(Func<ServerConnection, Task> reply) => AskAsync(reply, async client =>
    {
        await client.GetTextAsync(TestClient.Post(), default);
        return 0;
    });

    private static async Task<T> AskAsync<T>(Func<ServerConnection, Task> reply, Func<RestClient, Task<T>> ask)
    {
        await using var server = ScriptedServer.Start(reply);
        using var transport = TestClient.Transport(server.Address);
        return await ask(new RestClient(transport));
    }
}
