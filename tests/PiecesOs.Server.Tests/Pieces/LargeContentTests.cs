using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>Contents that do not fit into one part of the store, and bodies above the limit.</summary>
public sealed class LargeContentTests
{
    [Fact]
    public async Task Bytes_of_several_parts_are_returned_unchanged()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var bytes = new byte[(2 * 1024 * 1024) + 12_345];
        new Random(7).NextBytes(bytes);
        var integers = string.Join(',', bytes.Select(value => value.ToString(CultureInfo.InvariantCulture)));

        var seed = sandbox.Seed("");
        seed["asset"]!["format"] = JsonNode.Parse("""{"file":{"bytes":{"raw":[0]}}}""");
        var body = seed.ToJsonString().Replace("[0]", $"[{integers}]", StringComparison.Ordinal);

        var response = await sandbox.PostAsync("/assets/create?transferables=false", body);
        response.Status.ShouldBe(200, response.Text);
        var asset = (await sandbox.GetAsync($"/asset/{response.Json.Id()}")).Json;

        foreach (var format in new[] { "original.reference", "preview.base.reference", "formats.iterable.0" })
            asset.At(format + ".file.bytes.raw").EnumerateArray().Select(value => value.GetByte()).SequenceEqual(bytes).ShouldBeTrue(format);
        asset.At("original.reference.bytes.value").GetInt64().ShouldBe(bytes.Length);
    }

    [Fact]
    public async Task Text_of_several_parts_is_returned_unchanged()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var text = string.Concat(Enumerable.Repeat("ünï\t\"code\" 😀 ", 150_000));

        var asset = await sandbox.CreateAsync(text, "big");

        asset.TextAt("original.reference.fragment.string.raw").ShouldBe(text);
        asset.At("original.reference.bytes.value").GetInt64().ShouldBe(Encoding.UTF8.GetByteCount(text));
        (await sandbox.GetAsync("/assets")).Json.TextAt("iterable.0.formats.iterable.0.fragment.string.raw").ShouldBe(text);
        (await sandbox.GetAsync($"/assets/{asset.Id()}/formats")).Json.TextAt("iterable.0.fragment.string.raw").ShouldBe(text);
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_read_the_same()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed(new string('a', 5000) + "\\\"é", "slow", "txt", "tag").ToJsonString();

        using var content = new TrickledContent(Encoding.UTF8.GetBytes(seed), 7);
        var response = await Response.FromAsync(await sandbox.Http.PostAsync("/assets/create", content));

        response.Status.ShouldBe(200, response.Text);
        response.Json.TextAt("original.reference.fragment.string.raw").ShouldBe(new string('a', 5000) + "\\\"é");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_the_limit_is_413(bool chunked)
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { MaxBody = 100_000 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/assets/create");
        request.Content = new StringContent(sandbox.Seed(new string('x', 200_000)).ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = chunked;

        var response = await Response.FromAsync(await sandbox.Http.SendAsync(request));

        response.Status.ShouldBe((int)HttpStatusCode.RequestEntityTooLarge);
        response.Type.ShouldBe("text/plain");
        response.Text.ShouldContain("100000");
    }

    [Fact]
    public async Task Links_have_a_lower_limit()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var body = $$"""{"access":"PUBLIC","seed":{{sandbox.Seed(new string('x', 21 * 1024 * 1024)).ToJsonString()}}}""";

        var response = await sandbox.PostAsync("/linkify", body);

        response.Status.ShouldBe(413);
    }

    private sealed class TrickledContent : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly int _step;

        public TrickledContent(byte[] bytes, int step)
        {
            _bytes = bytes;
            _step = step;
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var at = 0; at < _bytes.Length; at += _step)
            {
                await stream.WriteAsync(_bytes.AsMemory(at, int.Min(_step, _bytes.Length - at)));
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
