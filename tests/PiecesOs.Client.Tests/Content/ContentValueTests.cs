using System.Text.Json;
using System.Text;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Content;

/// <summary>What content may be.</summary>
[Collection(SandboxCollections.Assets)]
public class ContentValueTests(Sandbox sandbox)
{
    [Theory]
    [InlineData("[-1,-128,127,128,255,0]", new byte[] { 255, 128, 127, 128, 255, 0 })]
    [InlineData("[65.0,6.6e1]", new byte[] { 65, 66 })]
    public void Bytes_count_from_minus_128_or_from_0(string raw, byte[] bytes) => Bytes(raw).GetBytes().ShouldBe(bytes);

    [Theory]
    [InlineData("[1,null]")]
    [InlineData("[\"1\"]")]
    [InlineData("[[1]]")]
    [InlineData("[1.5]")]
    [InlineData("[99999999999]")]
    public void A_value_that_is_not_a_byte_is_an_error(string raw)
    {
        Should.Throw<InvalidDataException>(() => Bytes(raw).GetBytes());
        Should.Throw<InvalidDataException>(() => Bytes(raw).GetText());
    }

    [Fact]
    public void Invalid_text_is_read_as_replacement_characters() => Bytes("[104,255,105]").GetText().ShouldBe("h\uFFFDi");

    [Theory]
    [InlineData("\\ud83d\\ude00", "\ud83d\ude00")]
    [InlineData("Grüße", "Grüße")]
    [InlineData("\\u0007\\u001b[0m\\u0000\\b\\f\\n\\r\\t\\/", "\u0007\u001b[0m\0\b\f\n\r\t/")]
    public void Text_is_decoded_whole(string escaped, string text)
    {
        var content = Text(escaped);

        content.GetText().ShouldBe(text);
        content.GetBytes().ShouldBe(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_kept_in_text_and_replaced_in_bytes()
    {
        var content = Text("a\\ud83d b\\n\\ude00");

        content.GetText().ShouldBe("a\ud83d b\n\ude00");
        content.GetBytes().ShouldBe(Encoding.UTF8.GetBytes("a\uFFFD b\n\uFFFD"));
    }

    [Theory]
    [InlineData("Grüße, 日本語 und 😀")]
    [InlineData("bell \u0007, escape \u001b[31m, zero \0, quote \", back \\, line \u2028, <script>&amp;</script>")]
    [InlineData("\r\n\ttrailing space \n")]
    [InlineData("")]
    public async Task Text_is_returned_as_it_was_saved(string text)
    {
        var asset = await sandbox.CreateAsync(text);

        (await ReadAsync(asset)).GetText().ShouldBe(text);
        asset.Size.ShouldBe(Encoding.UTF8.GetByteCount(text));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_not_keep_text_from_being_saved() =>
        (await ReadAsync(await sandbox.CreateAsync("a\ud83d b"))).GetText().ShouldBe("a\uFFFD b");

    [Fact]
    public async Task Bytes_are_returned_as_they_were_saved()
    {
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        var seed = new SeedBody { Application = sandbox.Application, Content = SeedContent.FromBytes(() => new MemoryStream(bytes), bytes.Length, "all.bin") };

        var content = await ReadAsync(await sandbox.Pieces.Assets.AssetsCreateNewAssetAsync(seed));

        content.IsText.ShouldBeFalse();
        content.GetBytes().ShouldBe(bytes);
    }

    private static AssetContent Bytes(string raw) => new AssetFormat(JsonElement.Parse($$$"""{"fragment":{"bytes":{"raw":{{{raw}}} } } }""")).GetContent()!;

    private static AssetContent Text(string escaped) => new AssetFormat(JsonElement.Parse($$$"""{"fragment":{"string":{"raw":"{{{escaped}}}"} } }""")).GetContent()!;

    private async Task<AssetContent> ReadAsync(Asset asset) => (await sandbox.Pieces.Assets.AssetsSpecificAssetSnapshotAsync(asset.Id!)).GetContent()!;
}
