using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>Relations in lists, and what is kept of removed assets and tags.</summary>
public sealed class RelationTests
{
    private static readonly string[] Lists = ["/assets", "/assets/search?query=walrus"];

    [Fact]
    public async Task Every_element_has_its_position_as_index()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var asset = await sandbox.CreateAsync("x", "n", null, "one", "two");

        var ids = asset.At("tags").Items().Select(tag => tag.Id()).ToList();
        asset.At("tags.indices").GetRawText().ShouldBe($$"""{"{{ids[0]}}":0,"{{ids[1]}}":1}""");
    }

    [Fact]
    public async Task Lists_can_have_relations_as_indices_alone()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Relations = RelationDetail.Indices });
        var asset = await sandbox.CreateAsync("walrus", "n", null, "one", "two");
        var share = await sandbox.LinkAsync(asset);
        var ids = asset.At("tags").Items().Select(tag => tag.Id()).ToList();

        foreach (var path in Lists)
        {
            var listed = Assets(await sandbox.GetAsync(path)).Single();
            listed.At("tags").GetRawText().ShouldBe($$$"""{"indices":{"{{{ids[0]}}}":0,"{{{ids[1]}}}":0}}""", path);
            listed.At("annotations").GetRawText().ShouldBe("""{"indices":{}}""", path);
            listed.TextAt("original.reference.fragment.string.raw").ShouldBe("walrus", path);
            listed.TextAt("shares.iterable.0.link").ShouldBe(share.TextAt("link"), path);
        }

        (await sandbox.GetAsync($"/assets/{asset.Id()}")).Json.At("tags").Items().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Lists_can_have_empty_relations_that_the_record_has()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Relations = RelationDetail.Empty });
        var text = new string('w', 1_500_000);
        var asset = await sandbox.CreateAsync($"walrus {text}", "n", null, "one");

        foreach (var path in Lists)
        {
            var listed = Assets(await sandbox.GetAsync(path)).Single();
            listed.At("tags").GetRawText().ShouldBe("""{"iterable":[],"indices":{}}""", path);
            listed.TextAt("original.reference.fragment.string.raw").ShouldBe($"walrus {text}", path);
        }

        using var stream = await sandbox.OpenAsync("/assets/stream");
        (await stream.NextAsync()).At("iterable.0.tags").Items().ShouldBeEmpty();
        (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json.At("tags").Items().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("absent")]
    public async Task Lists_can_have_no_relations_at_all(string relations)
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Relations = Choice.Parse<RelationDetail>(relations), Enrich = null });
        var asset = await sandbox.CreateAsync("walrus", "n", null, "one");

        foreach (var path in Lists)
        {
            var listed = Assets(await sandbox.GetAsync(path)).Single();
            foreach (var name in new[] { "tags", "annotations", "sensitives", "anchors" })
            {
                listed.Has(name).ShouldBe(relations == "null");
                if (relations == "null")
                    listed.At(name).ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
            }

            listed.TextAt("original.reference.fragment.string.raw").ShouldBe("walrus", path);
            listed.At("demo").GetBoolean().ShouldBeFalse();
        }

        (await sandbox.GetAsync($"/assets/{asset.Id()}")).Json.At("tags").Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_update_with_indices_alone_keeps_the_elements()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Relations = RelationDetail.Indices });
        var asset = await sandbox.CreateAsync("x", "n", null, "one");
        var listed = JsonNode.Parse(Assets(await sandbox.GetAsync("/assets")).Single().GetRawText())!;

        var updated = (await sandbox.PostAsync("/asset/update", listed)).Json;

        updated.At("tags").GetRawText().ShouldBe(asset.At("tags").GetRawText());
    }

    [Fact]
    public async Task A_removed_tag_is_gone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n", null, "one", "two");

        var updated = await RemoveFirstTagAsync(sandbox, asset);

        updated.At("tags").Items().Select(tag => tag.TextAt("text")).ShouldBe(["two"]);
        updated.At("tags.indices").GetRawText().ShouldBe($$"""{"{{asset.TextAt("tags.iterable.1.id")}}":0}""");
    }

    [Fact]
    public async Task A_removed_tag_can_stay_with_a_negative_index()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Removed = RemovedDetail.Keep });
        var asset = await sandbox.CreateAsync("x", "n", null, "one", "two");

        await RemoveFirstTagAsync(sandbox, asset);
        var listed = Assets(await sandbox.GetAsync("/assets")).Single();

        listed.At("tags").Items().Select(tag => tag.TextAt("text")).ShouldBe(["two", "one"]);
        listed.At($"tags.indices.{asset.TextAt("tags.iterable.0.id")}").GetInt32().ShouldBe(-1);
        listed.At($"tags.indices.{asset.TextAt("tags.iterable.1.id")}").GetInt32().ShouldBe(0);
        (await sandbox.GetAsync("/assets/search?searchable_tags=one")).Json.Items().ShouldBeEmpty();
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"TAGS"}""")).Json.At("total_count").GetInt32().ShouldBe(1);

        // Sent back as it came, it stays removed.
        var again = (await sandbox.PostAsync("/asset/update", listed.GetRawText())).Json;
        again.At("tags.indices").GetRawText().ShouldBe(listed.At("tags.indices").GetRawText());
    }

    [Fact]
    public async Task A_deleted_asset_can_stay_in_lists_with_a_negative_index()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Removed = RemovedDetail.Keep });
        var stays = await sandbox.CreateAsync("walrus", "stays");
        var goes = await sandbox.CreateAsync("walrus", "goes");
        using var stream = await sandbox.OpenAsync("/assets/stream");
        await stream.NextAsync();

        await sandbox.PostAsync($"/assets/{goes.Id()}/delete");
        var frame = await stream.NextAsync();
        var list = (await sandbox.GetAsync("/assets")).Json;

        frame.Items().Select(asset => asset.Id()).ShouldBe([goes.Id()]);
        frame.At($"indices.{goes.Id()}").GetInt32().ShouldBe(-1);
        list.Items().Select(asset => asset.Id()).ShouldBe([stays.Id(), goes.Id()]);
        list.At("indices").GetRawText().ShouldBe($$"""{"{{stays.Id()}}":0,"{{goes.Id()}}":-1}""");
        (await sandbox.GetAsync($"/assets/{goes.Id()}")).Status.ShouldBe(410);
        (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Select(item => item.Id()).ShouldBe([stays.Id()]);
        (await sandbox.GetAsync("/assets/search?query=walrus")).Json.Items().Count.ShouldBe(1);
    }

    private static async Task<System.Text.Json.JsonElement> RemoveFirstTagAsync(TestSandbox sandbox, System.Text.Json.JsonElement asset)
    {
        var changed = JsonNode.Parse(asset.GetRawText())!;
        changed["tags"]!["iterable"]!.AsArray().RemoveAt(0);
        return (await sandbox.PostAsync("/asset/update", changed)).Json;
    }

    private static System.Collections.Generic.List<System.Text.Json.JsonElement> Assets(Response response) =>
        [.. response.Json.Items().Select(item => item.Has("asset") ? item.At("asset") : item)];
}
