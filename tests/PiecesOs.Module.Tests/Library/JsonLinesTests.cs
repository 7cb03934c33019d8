using System.Text.Json;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class JsonLinesTests
{
    /// <summary>Numbers, names and member orders that a serializer would change.</summary>
    private const string Peculiar =
        "{\r\n \"id\" : \"1\",\n\t\"a\":1.50,\"a\":2E+3,\"big\":123456789012345678901234567890,\"s\":\"x\\r\\n\\u00e4\\ud83d\\/\\u0000\u2028\",\"n\":null,\"o\":{ } ,\"name\":\"\"}";

    [Fact]
    public void A_line_is_the_original_JSON_with_spaces_instead_of_line_breaks()
    {
        using var folder = new TemporaryFolder();
        File.ReadAllText(Write(folder, Peculiar)).ShouldBe(Peculiar.Replace("\r\n", "  ").Replace('\n', ' ') + "\n");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lines_of_any_size_are_read_back_unchanged(int shift)
    {
        using var folder = new TemporaryFolder();
        string[] texts = ["{}", $$"""{"name":"{{new string('x', shift)}}{{string.Concat(Enumerable.Repeat("😀é", 100000))}}"}""", Peculiar, """{"id":"last"}"""];
        var path = Write(folder, texts);

        var assets = await ReadAsync(path);

        assets.Select(static asset => asset.ToJson()).ShouldBe(texts.Select(static text => text.Replace('\r', ' ').Replace('\n', ' ')));
        File.ReadAllBytes(path).Count(static value => value == '\n').ShouldBe(4);
    }

    [Fact]
    public void The_digest_matches_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "assets.jsonl");
        using var writer = new JsonLinesWriter(path);
        writer.Write(Sample.AssetObject(1, text: new string('é', 100000)));

        var digest = writer.Finish();

        writer.Dispose();
        digest.ShouldBe(FileDigest.OfFile(path, CancellationToken.None));
    }

    [Fact]
    public async Task No_lines_mean_no_assets()
    {
        using var folder = new TemporaryFolder();
        (await ReadAsync(folder.Write("assets.jsonl", ""))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_error_for_a_line_that_is_not_JSON_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("assets.jsonl", "{}\n{\n");

        (await Should.ThrowAsync<InputException>(ReadAsync(path))).ErrorId.ShouldBe("ExportDamaged");
    }

    private static string Write(TemporaryFolder folder, params string[] assets)
    {
        var path = Path.Combine(folder.Path, "assets.jsonl");
        using var writer = new JsonLinesWriter(path);
        foreach (var asset in assets)
            writer.Write(new Asset(JsonElement.Parse(asset)));
        writer.Finish();
        return path;
    }

    private static async Task<List<Asset>> ReadAsync(string path)
    {
        var assets = new List<Asset>();
        await foreach (var asset in JsonLines.ReadAssetsAsync(path, CancellationToken.None))
            assets.Add(asset);
        return assets;
    }
}
