using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>Relations of a store with junction tables: null in every record, and served by paths of their own.</summary>
public sealed class AssociationTests
{
    private static readonly string[] Nulls = ["tags", "annotations", "websites", "persons", "hints", "anchors"];

    [Theory]
    [InlineData("junction", 200)]
    [InlineData("unknown", 404)]
    public async Task Every_record_has_null_relations(string relations, int status)
    {
        await using var sandbox = await StartAsync(relations);
        var asset = await CreateAsync(sandbox, "one");

        var records = new List<JsonElement>
        {
            asset,
            (await sandbox.GetAsync("/assets")).Json.At("iterable.0"),
            (await sandbox.GetAsync($"/assets/{asset.Id()}")).Json,
            (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json,
            (await sandbox.PostAsync("/assets/batch/fetch", $$$"""{"assets":{"iterable":[{"id":"{{{asset.Id()}}}"}]}}""")).Json.At("assets.iterable.0"),
        };

        foreach (var record in records)
        {
            foreach (var name in Nulls)
                record.At(name).ValueKind.ShouldBe(JsonValueKind.Null, name);
            record.At("sensitives").Items().ShouldBeEmpty();
        }

        var page = await sandbox.GetAsync($"/tag_to_asset_associations/asset/{asset.Id()}");
        page.Status.ShouldBe(status);
        if (status == 404)
            page.Text.ShouldBe("Route not found");
    }

    [Theory]
    [InlineData("tag_to_asset_associations", "tag", "tags", 3)]
    [InlineData("annotation_to_asset_associations", "annotation", "annotations", 1)]
    [InlineData("website_to_asset_associations", "website", "websites", 1)]
    public async Task A_page_has_the_ids_of_both_sides(string family, string side, string material, int count)
    {
        await using var sandbox = await StartAsync("junction");
        var asset = await CreateAsync(sandbox, "one", "two", "three");

        var page = (await sandbox.GetAsync($"/{family}/asset/{asset.Id()}?limit=50&offset=0")).Json;
        var counted = (await sandbox.GetAsync($"/{family}/asset/{asset.Id()}/count")).Json;
        var ids = (await sandbox.PostAsync("/materials/identifiers", $$"""{"material_type":"{{material.ToUpperInvariant()}}"}""")).Json.At("identifiers");
        var other = (await sandbox.GetAsync($"/{family}/{side}/{page.TextAt($"iterable.0.{side}")}")).Json;

        page.Items().Count.ShouldBe(count);
        page.Items().ShouldAllBe(item => item.TextAt("asset") == asset.Id() && item.TextAt("created.value") != null && item.TextAt("updated.value") != null);
        page.Items().Select(item => item.TextAt(side)).ShouldBe(ids.EnumerateArray().Select(id => id.GetString()));
        page.Items().Select(item => page.At($"indices.{item.Id()}").GetInt32()).ShouldBe(Enumerable.Range(0, count));
        counted.GetRawText().ShouldBe($$"""{"id":"{{asset.Id()}}","count":{{count.ToString(CultureInfo.InvariantCulture)}}}""");
        other.Items().ShouldHaveSingleItem().TextAt("asset").ShouldBe(asset.Id());
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        await using var sandbox = await StartAsync("junction");
        var asset = await CreateAsync(sandbox, [.. Enumerable.Range(0, 120).Select(number => $"tag {number}")]);

        var sizes = new List<int>();
        var tags = new HashSet<string>(StringComparer.Ordinal);
        for (var offset = 0; offset <= 150; offset += 50)
        {
            var page = (await sandbox.GetAsync($"/tag_to_asset_associations/asset/{asset.Id()}?limit=50&offset={offset}")).Json.Items();
            sizes.Add(page.Count);
            tags.UnionWith(page.Select(item => item.TextAt("tag")!));
        }

        sizes.ShouldBe([50, 50, 20, 0]);
        tags.Count.ShouldBe(120);
        (await sandbox.GetAsync($"/tag_to_asset_associations/asset/{asset.Id()}")).Json.Items().Count.ShouldBe(50);
    }

    [Fact]
    public async Task A_removed_tag_and_a_deleted_asset_have_no_association()
    {
        await using var sandbox = await StartAsync("junction");
        var asset = await CreateAsync(sandbox, "one", "two");
        var gone = await CreateAsync(sandbox, "one");
        var tag = (await sandbox.GetAsync($"/tag_to_asset_associations/asset/{gone.Id()}")).Json.TextAt("iterable.0.tag");
        var update = JsonNode.Parse(asset.GetRawText())!;
        update["tags"] = JsonNode.Parse($$"""{"iterable":[{"id":"{{tag}}","text":"one"}]}""");

        await sandbox.PostAsync("/asset/update", update);
        await sandbox.PostAsync($"/assets/{gone.Id()}/delete");

        (await sandbox.GetAsync($"/tag_to_asset_associations/asset/{asset.Id()}")).Json.Items().ShouldHaveSingleItem().TextAt("tag").ShouldBe(tag);
        (await sandbox.GetAsync($"/tag_to_asset_associations/asset/{gone.Id()}")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync($"/tag_to_asset_associations/tag/{tag}")).Json.Items().ShouldHaveSingleItem().TextAt("asset").ShouldBe(asset.Id());
    }

    [Fact]
    public async Task Bulk_returns_all_of_several_and_says_what_it_cut()
    {
        await using var sandbox = await StartAsync("junction");
        var first = await CreateAsync(sandbox, "one", "two");
        var second = await CreateAsync(sandbox, "three");
        var strangers = Enumerable.Range(0, 200).Select(number => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}"));

        var both = (await sandbox.PostAsync("/tag_to_asset_associations/asset/bulk", Body(first.Id(), second.Id()))).Json;
        var cut = (await sandbox.PostAsync("/tag_to_asset_associations/asset/bulk", Body([.. strangers, first.Id()]))).Json;
        var malformed = await sandbox.PostAsync("/tag_to_asset_associations/asset/bulk", $$"""{"iterable":[{"id":"{{first.Id()}}"}]}""");

        both.Items().Count.ShouldBe(3);
        both.Has("truncated").ShouldBeFalse();
        cut.Items().ShouldBeEmpty();
        cut.At("truncated").GetBoolean().ShouldBeTrue();
        (malformed.Status, malformed.Text).ShouldBe((200, ""));
    }

    [Theory]
    [InlineData("conversation_to_asset_associations/asset")]
    [InlineData("conversation_message_to_asset_associations/message")]
    [InlineData("person_to_asset_associations/asset")]
    public async Task Other_families_are_empty(string path)
    {
        await using var sandbox = await StartAsync("junction");
        var asset = await CreateAsync(sandbox, "one");

        (await sandbox.GetAsync($"/{path}/{asset.Id()}")).Text.ShouldBe("""{"iterable":[],"indices":{}}""");
        (await sandbox.GetAsync($"/persona_to_asset_associations/asset/{asset.Id()}")).Text.ShouldBe("Route not found");
    }

    private static Task<TestSandbox> StartAsync(string relations) =>
        TestSandbox.StartAsync(new PiecesOptions { Relations = Choice.Parse<RelationDetail>(relations), Enrich = null });

    private static Task<JsonElement> CreateAsync(TestSandbox sandbox, params string[] tags)
    {
        var seed = sandbox.Seed("text", "n", null, tags);
        seed["asset"]!["metadata"]!["annotations"] = JsonNode.Parse("""[{"type":"COMMENT","text":"note"}]""");
        seed["asset"]!["metadata"]!["websites"] = JsonNode.Parse("""[{"url":"https://example.com","name":"w"}]""");
        return sandbox.CreateAsync(seed);
    }

    private static string Body(params string[] ids) => $$"""{"iterable":["{{string.Join("\",\"", ids)}}"]}""";
}
