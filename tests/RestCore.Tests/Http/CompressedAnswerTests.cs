using RestCore.Http;
using RestCore.Tests.Support;
using Shouldly;
using Xunit;

namespace RestCore.Tests.Http;

public class CompressedAnswerTests
{
    private static readonly string s_json =
        "{\"iterable\":[" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"{{\"id\":\"{i * 7919}\"}}")) + "]}";

    private static readonly byte[] s_garbage = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    public static TheoryData<string> Encodings { get; } = ["gzip", "deflate", "br"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Each_encoding_is_requested_and_decoded(string encoding)
    {
        await using var server = ScriptedServer.Start(Compressed(encoding, Reply.Compress(encoding, s_json)));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport);

        (await client.GetJsonAsync(TestClient.Get(), default)).GetRawText().ShouldBe(s_json);
        (await TestClient.ListAsync(client, TestClient.Get())).Count.ShouldBe(5_000);

        string[] asked = server.Requests[0].Header("Accept-Encoding")!.Split(',', System.StringSplitOptions.TrimEntries);
        asked.ShouldContain(name => name == encoding);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task An_error_is_decoded_too(string encoding)
    {
        await using var server = ScriptedServer.Start(
            Reply.Status(400, Reply.Compress(encoding, """{"error":"no such thing"}"""), "Content-Encoding: " + encoding));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        failure.ServerMessage.Text.ShouldBe("no such thing");
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_damaged_body_is_malformed(string encoding)
    {
        await using var server = ScriptedServer.Start(Compressed(encoding, s_garbage));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport);

        await Should.ThrowAsync<MalformedResponseException>(() => TestClient.ListAsync(client, TestClient.Get()));
        await Should.ThrowAsync<MalformedResponseException>(() => client.GetJsonAsync(TestClient.Get(), default));
        await Should.ThrowAsync<MalformedResponseException>(() => client.GetTextAsync(TestClient.Get(), default));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_body_that_ends_too_early_is_malformed(string encoding)
    {
        var whole = Reply.Compress(encoding, s_json);
        await using var server = ScriptedServer.Start(Compressed(encoding, whole[..(whole.Length / 2)]));
        using var transport = TestClient.Transport(server.Address);
        var client = new RestClient(transport);

        await Should.ThrowAsync<MalformedResponseException>(() => TestClient.ListAsync(client, TestClient.Get()));
        await Should.ThrowAsync<MalformedResponseException>(() => client.GetJsonAsync(TestClient.Get(), default));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_damaged_error_still_reports_its_status(string encoding)
    {
        await using var server = ScriptedServer.Start(Reply.Status(404, s_garbage, "Content-Encoding: " + encoding));
        using var transport = TestClient.Transport(server.Address);

        var failure = await Should.ThrowAsync<RestStatusException>(() => new RestClient(transport).GetTextAsync(TestClient.Get(), default));

        ((int)failure.Status).ShouldBe(404);
    }

    private static System.Func<ServerConnection, Task> Compressed(string encoding, byte[] body) =>
        Reply.Status(200, body, "Content-Type: application/json", "Content-Encoding: " + encoding);
}
