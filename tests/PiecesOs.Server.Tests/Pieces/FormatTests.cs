using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>Assets with several formats, each with its own content.</summary>
public sealed class FormatTests
{
    private const string Second = "11111111-1111-4111-8111-111111111111";
    private const string Third = "22222222-2222-4222-8222-222222222222";

    [Fact]
    public async Task An_update_adds_formats_with_their_own_content()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("original", "n", "cs");

        var updated = await AddAsync(sandbox, created, (Second, "\"string\":{\"raw\":\"second ü\"}"), (Third, "\"bytes\":{\"raw\":[1,2,255]}"));

        updated.ShouldBeA("Asset");
        foreach (var read in new[] { updated, (await sandbox.GetAsync($"/asset/{created.Id()}")).Json, (await sandbox.GetAsync("/assets")).Json.At("iterable.0") })
        {
            read.TextAt("original.reference.fragment.string.raw").ShouldBe("original");
            read.TextAt("preview.base.reference.fragment.string.raw").ShouldBe("original");
            read.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe("original");
            read.TextAt("formats.iterable.1.file.string.raw").ShouldBe("second ü");
            read.At("formats.iterable.1.bytes.value").GetInt32().ShouldBe(9);
            read.At("formats.iterable.2.file.bytes.raw").GetRawText().ShouldBe("[1,2,255]");
            read.At("formats.iterable.2.bytes.value").GetInt32().ShouldBe(3);
        }

        var single = (await sandbox.GetAsync($"/format/{Second}?transferable=true")).Json;
        single.ShouldBeA("Format");
        single.TextAt("file.string.raw").ShouldBe("second ü");
        single.At("file.bytes.raw").EnumerateArray().Select(value => value.GetByte()).ShouldBe(Encoding.UTF8.GetBytes("second ü"));
        (await sandbox.GetAsync($"/assets/{created.Id()}/formats")).Json.Items().Count.ShouldBe(3);
        (await sandbox.GetAsync($"/asset/{created.Id()}/formats?transferables=false")).Json.At("iterable.1.file").Has("string").ShouldBeFalse();
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"FORMATS"}""")).Json.At("total_count").GetInt32().ShouldBe(3);
        (await sandbox.PostAsync("/materials/identifiers", """{"material_type":"FORMATS"}""")).Json.At("identifiers").EnumerateArray().Select(id => id.GetString())
            .ShouldBe([created.TextAt("original.id"), Second, Third]);
    }

    [Fact]
    public async Task Large_formats_are_kept_apart()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (first, second) = (new string('a', 2_500_000), new string('b', 1_500_000));
        var created = await sandbox.CreateAsync(first, "n", "cs");

        await AddAsync(sandbox, created, (Second, $"\"string\":{{\"raw\":\"{second}\"}}"));

        var read = (await sandbox.GetAsync($"/asset/{created.Id()}")).Json;
        read.TextAt("original.reference.fragment.string.raw").ShouldBe(first);
        read.TextAt("formats.iterable.1.file.string.raw").ShouldBe(second);
        (await sandbox.GetAsync($"/format/{Second}")).Json.TextAt("file.string.raw").ShouldBe(second);
    }

    [Fact]
    public async Task An_update_changes_one_format_and_keeps_the_others()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("original", "n", "cs");
        var two = await AddAsync(sandbox, created, (Second, "\"string\":{\"raw\":\"second\"}"));
        var changed = JsonNode.Parse(two.GetRawText())!;
        changed["original"]!["reference"]!["fragment"]!["string"]!["raw"] = "changed";

        var updated = (await sandbox.PostAsync("/asset/update", changed)).Json;
        var renamed = (await sandbox.PostAsync("/asset/update", $$"""{"id":"{{created.Id()}}","name":"after"}""")).Json;

        updated.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe("changed");
        updated.TextAt("formats.iterable.1.file.string.raw").ShouldBe("second");
        renamed.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe("changed");
        renamed.TextAt("formats.iterable.1.file.string.raw").ShouldBe("second");
        (await sandbox.GetAsync("/assets/search?query=changed")).Json.Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_format_that_is_left_out_is_gone_and_another_can_become_the_original()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("original", "n", "cs");
        var first = created.TextAt("original.id");
        var two = await AddAsync(sandbox, created, (Second, "\"string\":{\"raw\":\"second\"}"));
        var swapped = JsonNode.Parse(two.GetRawText())!;
        swapped["original"]!["id"] = Second;
        swapped["original"]!["reference"]!["id"] = Second;
        swapped["original"]!["reference"]!["fragment"]!.AsObject().Remove("string");
        swapped["original"]!["reference"]!["fragment"]!.AsObject().Remove("bytes");

        var updated = (await sandbox.PostAsync("/asset/update", swapped)).Json;

        updated.TextAt("original.reference.fragment.string.raw").ShouldBe("second");
        updated.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe("original");
        updated.TextAt("formats.iterable.1.file.string.raw").ShouldBe("second");

        var alone = JsonNode.Parse(updated.GetRawText())!;
        alone["formats"]!["iterable"]!.AsArray().RemoveAt(0);
        alone["preview"]!["base"] = alone["original"]!.DeepClone();
        var left = (await sandbox.PostAsync("/asset/update", alone)).Json;

        left.TextAt("formats.iterable.0.file.string.raw").ShouldBe("second");
        left.TextAt("preview.base.reference.fragment.string.raw").ShouldBe("second");
        (await sandbox.GetAsync($"/format/{first}")).Status.ShouldBe(404);
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"FORMATS"}""")).Json.At("total_count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_share_has_the_content_of_each_format()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("original", "n", "cs");
        var two = await AddAsync(sandbox, created, (Second, "\"bytes\":{\"raw\":[7]}"));

        var share = await sandbox.LinkAsync(two);

        share.TextAt("asset.formats.iterable.0.reference.fragment.string.raw").ShouldBe("original");
        share.At("asset.formats.iterable.1.reference.file.bytes.raw").GetRawText().ShouldBe("[7]");
    }

    [Fact]
    public async Task A_deleted_asset_has_no_formats()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("original", "n", "cs");
        await AddAsync(sandbox, created, (Second, "\"string\":{\"raw\":\"second\"}"));

        await sandbox.PostAsync($"/assets/{created.Id()}/delete");

        (await sandbox.GetAsync($"/format/{Second}")).Status.ShouldBe(410);
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"FORMATS"}""")).Json.At("total_count").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Samples_have_recognized_text_and_previews()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 100 });
        var assets = (await sandbox.GetAsync("/assets")).Json.Items();

        var image = assets[20];
        var recognized = image.TextAt("original.reference.analysis.image.ocr.raw.id");
        var preview = assets[60];

        image.ShouldBeA("Asset");
        image.At("formats").Items().Select(format => format.Id()).ShouldBe([image.TextAt("original.id"), recognized, image.TextAt("original.reference.analysis.image.ocr.hocr.id")]);
        Text(image.At("formats.iterable.1.file.bytes.raw")).ShouldNotBeEmpty();
        Text(image.At("original.reference.analysis.image.ocr.raw.file.bytes.raw")).ShouldBe(Text(image.At("formats.iterable.1.file.bytes.raw")));
        (await sandbox.GetAsync($"/format/{recognized}")).Json.At("file.bytes.raw").GetRawText().ShouldBe(image.At("formats.iterable.1.file.bytes.raw").GetRawText());
        preview.ShouldBeA("Asset");
        preview.TextAt("preview.base.id").ShouldBe(preview.TextAt("formats.iterable.1.id"));
        Text(preview.At("original.reference.file.bytes.raw")).ShouldStartWith(preview.TextAt("preview.base.reference.fragment.string.raw")!);
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"FORMATS"}""")).Json.At("total_count").GetInt32()
            .ShouldBe(assets.Sum(asset => asset.At("formats").Items().Count));
    }

    private static string Text(JsonElement bytes) => Encoding.UTF8.GetString([.. bytes.EnumerateArray().Select(value => value.GetByte())]);

    /// <summary>Sends the asset back with more formats, each with its content as a file.</summary>
    private static async Task<JsonElement> AddAsync(TestSandbox sandbox, JsonElement asset, params (string Id, string Content)[] formats)
    {
        var changed = JsonNode.Parse(asset.GetRawText())!;
        foreach (var (id, content) in formats)
        {
            var format = changed["formats"]!["iterable"]![0]!.DeepClone().AsObject();
            format["id"] = id;
            format["role"] = "ADDITIONAL";
            format.Remove("fragment");
            format["file"] = JsonNode.Parse($"{{{content}}}");
            changed["formats"]!["iterable"]!.AsArray().Add(format);
        }

        var updated = await sandbox.PostAsync("/asset/update", changed);
        updated.Status.ShouldBe(200, updated.Text);
        return updated.Json;
    }
}
