using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
using PiecesOs.Module.Tests.Support;
using RestCore.Json;
using Shouldly;
using Xunit;

namespace PiecesOs.Module.Tests.Library;

public sealed class AssetLinesTests
{
    /// <summary>Numbers, names and orders that a serialiser would change.</summary>
    private const string Peculiar =
        "{\r\n \"id\" : \"1\",\n\t\"a\":1.50,\"a\":2E+3,\"big\":123456789012345678901234567890,\"s\":\"x\\r\\n\\u00e4\\ud83d\\/\\u0000\u2028\",\"n\":null,\"o\":{ } ,\"name\":\"\"}";

    [Fact]
    public void A_line_is_what_came_with_spaces_for_line_breaks() =>
        AssetLines.Of(new Asset(Parse(Peculiar))).ShouldBe(Peculiar.Replace("\r\n", "  ").Replace('\n', ' '));

    [Fact]
    public async Task Lines_read_back_are_what_was_written()
    {
        using var folder = new TemporaryFolder();
        var path = System.IO.Path.Combine(folder.Path, "assets.jsonl");
        FileDigest digest;
        using (var writer = new AssetLinesWriter(path))
        {
            writer.Write(new Asset(Parse(Peculiar)));
            writer.Write(Sample.AssetObject(2, text: new string('é', 100000)));
            digest = writer.Finish();
        }

        digest.ShouldBe(FileDigest.OfFile(path, CancellationToken.None));
        System.IO.File.ReadAllBytes(path).Count(static value => value == '\n').ShouldBe(2);
        var assets = await ReadAsync(path);
        assets.Count.ShouldBe(2);
        assets[0].ToJson().ShouldBe(AssetLines.Of(new Asset(Parse(Peculiar))));
        assets[1].GetContent()!.GetText().Length.ShouldBe(100000);
    }

    [Fact]
    public async Task A_line_that_is_not_JSON_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("assets.jsonl", "{}\n{\n");

        (await Should.ThrowAsync<InputException>(ReadAsync(path))).ErrorId.ShouldBe("ExportDamaged");
    }

    /// <summary>As the streamed list hands elements on.</summary>
    private static JsonElement Parse(string json) => Sample.Parse(json);

    private static async Task<List<Asset>> ReadAsync(string path)
    {
        var assets = new List<Asset>();
        await foreach (var asset in AssetLines.ReadAsync(path, CancellationToken.None))
            assets.Add(asset);
        return assets;
    }
}
