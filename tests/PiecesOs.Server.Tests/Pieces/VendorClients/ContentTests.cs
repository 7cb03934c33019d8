using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PiecesOs.Server.Hosting;

namespace PiecesOs.Server.Tests.Pieces.VendorClients;

/// <summary>How the vendor's clients edit content and search: <c>/format</c> and <c>/search</c>.</summary>
public sealed class ContentTests
{
    [Fact]
    public async Task The_format_of_a_fragment_is_sent_back_with_another_text()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("old walrus", "n", "cs", "kept");
        using var stream = await sandbox.OpenAsync("/assets/stream/transferables");
        await stream.NextAsync();
        var text = "new\r\n\"seal\" \u2028 𝄞 \a" + string.Create(CultureInfo.InvariantCulture, $"{new string('x', 100_000)}");

        var read = (await sandbox.GetAsync($"/format/{asset.TextAt("original.id")}?transferable=true")).Json;
        var format = JsonNode.Parse(read.GetRawText())!;
        format["fragment"]!["string"]!["raw"] = text;
        var updated = await sandbox.PostAsync("/format/update/value?transferable=false", format);
        var after = (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json;
        var frame = await stream.NextAsync();

        read.ShouldBeA("Format");
        read.TextAt("asset.id").ShouldBe(asset.Id());
        updated.Status.ShouldBe(200, updated.Text);
        updated.Json.ShouldBeA("Format");
        updated.Json.At("fragment").Has("string").ShouldBeFalse();
        after.TextAt("original.reference.fragment.string.raw").ShouldBe(text);
        after.TextAt("preview.base.reference.fragment.string.raw").ShouldBe(text);
        after.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe(text);
        after.At("original.reference.bytes.value").GetInt64().ShouldBe(Encoding.UTF8.GetByteCount(text));
        after.TextAt("name").ShouldBe("n");
        after.TextAt("tags.iterable.0.text").ShouldBe("kept");
        string.CompareOrdinal(after.TextAt("updated.value"), asset.TextAt("updated.value")).ShouldBePositive();
        string.CompareOrdinal(after.TextAt("formats.iterable.0.updated.value"), asset.TextAt("formats.iterable.0.updated.value")).ShouldBePositive();
        frame.TextAt("iterable.0.original.reference.fragment.string.raw").ShouldBe(text);
        (await sandbox.GetAsync("/search/full_text?query=seal")).Json.Items().ShouldHaveSingleItem().TextAt("identifier").ShouldBe(asset.Id());
        (await sandbox.GetAsync("/search/full_text?query=walrus")).Json.Items().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("string")]
    [InlineData("bytes")]
    public async Task The_content_of_a_file_is_replaced_as_text_or_as_bytes(string member)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("", "n", "txt");
        seed["asset"]!["format"] = new JsonObject { ["file"] = new JsonObject { ["metadata"] = new JsonObject { ["ext"] = "txt" }, [member] = Raw("old") } };
        var asset = await sandbox.CreateAsync(seed);
        var format = JsonNode.Parse((await sandbox.GetAsync($"/format/{asset.TextAt("original.id")}?transferable=true")).Text)!;
        format["file"]![member]!["raw"] = Raw("new")["raw"]!.DeepClone();

        (await sandbox.PostAsync("/format/update/value?transferable=false", format)).Status.ShouldBe(200);

        (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json.At($"original.reference.file.{member}.raw").GetRawText().ShouldBe(Raw("new")["raw"]!.ToJsonString());

        JsonObject Raw(string text) => new()
        {
            ["raw"] = member == "string" ? text : new JsonArray([.. Encoding.UTF8.GetBytes(text).Select(one => (JsonNode)one)]),
        };
    }

    [Fact]
    public async Task Every_image_sample_has_the_format_of_its_recognized_text()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 220 });

        var images = (await sandbox.GetAsync("/assets?transferables=true")).Json.Items()
            .Where(asset => asset.TextAt("original.reference.classification.generic") == "IMAGE").ToList();

        images.Count.ShouldBe(3);
        foreach (var image in images)
        {
            var recognized = image.TextAt("original.reference.analysis.image.ocr.raw.id");
            var format = image.At("formats").Items().Single(one => one.Id() == recognized);
            format.At("file.bytes.raw").GetArrayLength().ShouldBePositive();
        }
    }

    [Theory]
    [InlineData("/search/full_text")]
    [InlineData("/search/neural_code")]
    public async Task The_searches_return_searched_assets_with_scores(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("the pelican sleeps", "n");
        await sandbox.CreateAsync("something else", "m");

        var exact = (await sandbox.GetAsync($"{path}?query=pelican&pseudo=false")).Json;
        var similar = (await sandbox.GetAsync($"{path}?query=pelikan")).Json;

        exact.ShouldBeA("SearchedAssets");
        exact.Items().ShouldHaveSingleItem().TextAt("identifier").ShouldBe(asset.Id());
        exact.At("iterable.0.score").GetDouble().ShouldBe(1);
        similar.Items().ShouldHaveSingleItem().At("exact").GetBoolean().ShouldBeFalse();
        (await sandbox.GetAsync(path)).Status.ShouldBe(500);
    }

    [Theory]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","fragment":{"string":{"raw":"x"}}}""", 404)]
    [InlineData("""{"fragment":{"string":{"raw":"x"}}}""", 400)]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555"}""", 500)]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","fragment":{}}""", 500)]
    public async Task A_format_that_is_not_one_is_refused(string body, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.PostAsync("/format/update/value", body)).Status.ShouldBe(status);
    }
}
