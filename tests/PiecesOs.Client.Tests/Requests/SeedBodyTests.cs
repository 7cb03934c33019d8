using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Requests;

public class SeedBodyTests
{
    private static readonly Application s_application = new(JsonElement.Parse("""{"id":"app", "future":1.0}"""));

    [Fact]
    public async Task Text_alone() =>
        (await Wire.TextOfAsync(new SeedBody { Application = s_application, Content = SeedContent.FromText("a\n\"ü\"<>&'") })).ShouldBe(
            Seed("""{"mechanism":"MANUAL"}""", """{"fragment":{"string":{"raw":"a\n\"ü\"<>&'"}}}"""));

    [Fact]
    public async Task Text_with_everything() =>
        (await Wire.TextOfAsync(new SeedBody
        {
            Application = s_application,
            Content = SeedContent.FromText("x"),
            Name = "N",
            Language = "ps1",
            Tags = ["one", "two"],
            Annotations = [new SeededAnnotation("DESCRIPTION", "d")],
        })).ShouldBe(
            Seed(
                """{"mechanism":"MANUAL","name":"N","tags":[{"text":"one","mechanism":"MANUAL"},{"text":"two","mechanism":"MANUAL"}],"""
                + "\"annotations\":" + """[{"type":"DESCRIPTION","text":"d","mechanism":"MANUAL"}]}""",
                """{"fragment":{"string":{"raw":"x"},"metadata":{"ext":"ps1"}}}"""));

    [Fact]
    public async Task Bytes_with_name_and_language() =>
        (await Wire.TextOfAsync(Bytes([0, 127, 128, 255], "p.png", "png"))).ShouldBe(
            Seed("""{"mechanism":"MANUAL"}""", """{"file":{"metadata":{"name":"p.png","ext":"png","size":4},"bytes":{"raw":[0,127,128,255]}}}"""));

    [Fact]
    public async Task No_bytes_without_name() =>
        (await Wire.TextOfAsync(Bytes([], fileName: null, language: null))).ShouldBe(
            Seed("""{"mechanism":"MANUAL"}""", """{"file":{"metadata":{"size":0},"bytes":{"raw":[]}}}"""));

    [Fact]
    public async Task A_small_body_is_sent_with_its_length()
    {
        var request = await SendAsync(Bytes(new byte[1000], "small.bin", language: null));

        request.Header("Transfer-Encoding").ShouldBeNull();
        request.Header("Content-Length").ShouldBe(request.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_large_file_is_streamed_in_chunks_and_arrives_to_the_byte()
    {
        var bytes = Enumerable.Range(0, 700_001).Select(i => (byte)(i * 7)).ToArray();

        var request = await SendAsync(Bytes(bytes, "large.bin", language: null));

        request.Header("Transfer-Encoding").ShouldBe("chunked");
        request.Header("Content-Length").ShouldBeNull();
        var file = request.Json.GetProperty("asset").GetProperty("format").GetProperty("file");
        file.GetProperty("metadata").GetProperty("size").GetInt32().ShouldBe(bytes.Length);
        file.GetProperty("bytes").GetProperty("raw").EnumerateArray().Select(one => one.GetByte()).SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task A_large_text_is_streamed_in_chunks()
    {
        var text = new string('ü', (1024 * 1024) + 1);

        var request = await SendAsync(new SeedBody { Application = s_application, Content = SeedContent.FromText(text) });

        request.Header("Transfer-Encoding").ShouldBe("chunked");
        request.BodyText.ShouldContain(text);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_the_cause_of_the_failure_and_nothing_is_sent()
    {
        await using var server = ScriptedServer.Start(Reply.Json("""{"id":"new"}"""));
        using var pieces = new TestPieces(server.Address);
        var seed = new SeedBody { Application = s_application, Content = SeedContent.FromBytes(() => throw new FileNotFoundException("gone.bin"), 10, "gone.bin") };

        var failure = await Should.ThrowAsync<Exception>(() => pieces.Client.Assets.AssetsCreateNewAssetAsync(seed));

        failure.GetBaseException().ShouldBeOfType<FileNotFoundException>().Message.ShouldBe("gone.bin");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_content_is_opened_afresh_for_each_try()
    {
        var opened = 0;
        var seed = new SeedBody
        {
            Application = s_application,
            Content = SeedContent.FromBytes(
                () =>
                {
                    opened++;
                    return new MemoryStream([1, 2, 3]);
                },
                3,
                fileName: null),
        };

        var first = await Wire.TextOfAsync(seed);

        (await Wire.TextOfAsync(seed)).ShouldBe(first);
        opened.ShouldBe(2);
    }

    [Fact]
    public void Content_is_needed()
    {
        Should.Throw<ArgumentNullException>(() => SeedContent.FromText(null!));
        Should.Throw<ArgumentNullException>(() => SeedContent.FromBytes(null!, 0, fileName: null));
    }

    private static string Seed(string metadata, string format) =>
        """{"type":"SEEDED_ASSET","asset":{"application":{"id":"app", "future":1.0},"metadata":""" + metadata + ",\"format\":" + format + "}}";

    private static SeedBody Bytes(byte[] bytes, string? fileName, string? language) =>
        new() { Application = s_application, Language = language, Content = SeedContent.FromBytes(() => new MemoryStream(bytes), bytes.Length, fileName) };

    private static async Task<RecordedRequest> SendAsync(SeedBody seed)
    {
        await using var server = ScriptedServer.Start(Reply.Json("""{"id":"new"}"""));
        using var pieces = new TestPieces(server.Address);
        await pieces.Client.Assets.AssetsCreateNewAssetAsync(seed);
        return server.SingleRequest;
    }
}
