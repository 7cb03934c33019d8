using System.Text.Json;
using Microsoft.Data.Sqlite;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces.VendorClients;

/// <summary>Tags, websites and annotations as records of their own, as the vendor's clients use them.</summary>
public sealed class RecordTests : IDisposable
{
    private const string Unknown = "11111111-2222-3333-4444-555555555555";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tag", """{"text":"Marine life ü"}""", "text", "Marine life ü")]
    [InlineData("website", """{"url":"https://example.com/a?b=c","name":"Whales"}""", "url", "https://example.com/a?b=c")]
    public async Task A_record_is_created_once_and_found_by_what_identifies_it(string type, string seed, string key, string value)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var question = $$"""{"value":{{JsonSerializer.Serialize(value)}}}""";

        var before = await sandbox.PostAsync($"/{type}s/exists", question);
        var created = await sandbox.PostAsync($"/{type}s/create?transferables=false", seed);
        var after = await sandbox.PostAsync($"/{type}s/exists", question);
        var again = await sandbox.PostAsync($"/{type}s/create", seed);
        var read = await sandbox.GetAsync($"/{type}/{created.Json.Id()}?transferables=true");

        before.Status.ShouldBe(200);
        before.Text.ShouldBe("{}");
        after.Text.ShouldBe($$$"""{"{{{type}}}":{"id":"{{{created.Json.Id()}}}"}}""");
        created.Json.ShouldBeA(type == "tag" ? "Tag" : "Website");
        created.Json.TextAt(key).ShouldBe(value);
        created.Json.At("assets").Items().ShouldBeEmpty();
        again.Json.Id().ShouldBe(created.Json.Id());
        read.Json.GetRawText().ShouldBe(created.Json.GetRawText());
        (await sandbox.GetAsync($"/{type}s")).Json.Items().ShouldHaveSingleItem().Id().ShouldBe(created.Json.Id());
    }

    [Theory]
    [InlineData("/tag/TAG/assets/associate/ASSET", "/tag/TAG/assets/disassociate/ASSET")]
    [InlineData("/asset/ASSET/tags/associate/TAG", "/asset/ASSET/tags/disassociate/TAG")]
    public async Task Associating_changes_the_asset_its_search_and_the_streams(string associate, string disassociate)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n", null, "first");
        var tag = (await sandbox.PostAsync("/tags/create", """{"text":"walrus"}""")).Json;
        using var assets = await sandbox.OpenAsync("/assets/stream");
        using var identifiers = await sandbox.OpenAsync("/assets/stream/identifiers");
        await assets.NextAsync();
        await identifiers.NextAsync();

        var added = await sandbox.PostAsync(Path(associate));
        var frame = await assets.NextAsync();
        var changed = (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json;
        var found = (await sandbox.GetAsync("/assets/search?searchable_tags=walrus")).Json;
        var owned = (await sandbox.GetAsync($"/tag/{tag.Id()}")).Json;

        added.Status.ShouldBe(204);
        added.Text.ShouldBeEmpty();
        frame.At("iterable.0.tags").Items().Select(item => item.TextAt("text")).ShouldBe(["first", "walrus"]);
        (await identifiers.NextAsync()).TextAt("iterable.0.asset.id").ShouldBe(asset.Id());
        changed.ShouldBeA("Asset");
        changed.At($"tags.indices.{tag.Id()}").GetInt32().ShouldBe(1);
        changed.TextAt($"tags.iterable.1.mechanisms.{asset.Id()}").ShouldBe("MANUAL");
        string.CompareOrdinal(changed.TextAt("updated.value"), asset.TextAt("updated.value")).ShouldBePositive();
        found.Items().ShouldHaveSingleItem().TextAt("identifier").ShouldBe(asset.Id());
        owned.At("assets").Items().ShouldHaveSingleItem().Id().ShouldBe(asset.Id());
        owned.TextAt($"mechanisms.{asset.Id()}").ShouldBe("MANUAL");

        (await sandbox.PostAsync(Path(disassociate))).Status.ShouldBe(204);

        (await assets.NextAsync()).At("iterable.0.tags").Items().Select(item => item.TextAt("text")).ShouldBe(["first"]);
        (await sandbox.GetAsync("/assets/search?searchable_tags=walrus")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync($"/tag/{tag.Id()}")).Json.TextAt("text").ShouldBe("walrus");

        string Path(string pattern) =>
            pattern.Replace("TAG", tag.Id(), StringComparison.Ordinal).Replace("ASSET", asset.Id(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Associating_twice_changes_nothing_the_second_time()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n");
        var site = (await sandbox.PostAsync("/websites/create", """{"url":"https://example.com","name":"e"}""")).Json;
        await sandbox.PostAsync($"/website/{site.Id()}/assets/associate/{asset.Id()}");
        var before = (await sandbox.GetAsync($"/asset/{asset.Id()}")).Text;

        (await sandbox.PostAsync($"/website/{site.Id()}/assets/associate/{asset.Id().ToUpperInvariant()}")).Status.ShouldBe(204);

        (await sandbox.GetAsync($"/asset/{asset.Id()}")).Text.ShouldBe(before);
    }

    [Fact]
    public async Task A_tag_that_only_an_asset_had_stays_a_record_when_it_is_disassociated()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n", null, "seeded");
        var id = asset.TextAt("tags.iterable.0.id")!;

        (await sandbox.PostAsync("/tags/exists", """{"value":"seeded"}""")).Json.TextAt("tag.id").ShouldBe(id);
        (await sandbox.PostAsync($"/tag/{id}/assets/disassociate/{asset.Id()}")).Status.ShouldBe(204);

        (await sandbox.PostAsync("/tags/exists", """{"value":"seeded"}""")).Json.TextAt("tag.id").ShouldBe(id);
        var tag = (await sandbox.GetAsync($"/tag/{id}")).Json;
        tag.At("assets").Items().ShouldBeEmpty();
        tag.Has("mechanisms").ShouldBeFalse();
        (await sandbox.PostAsync("/materials/metrics", """{"material_type":"TAGS"}""")).Json.At("total_count").GetInt32().ShouldBe(1);
        (await sandbox.PostAsync("/tags/batch/fetch", $$$"""{"tags":{"iterable":[{"id":"{{{id}}}"}]}}""")).Json.TextAt("tags.iterable.0.text").ShouldBe("seeded");
    }

    [Fact]
    public async Task A_renamed_tag_is_renamed_in_every_asset_and_keeps_its_id_for_later_ones()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var first = await sandbox.CreateAsync("x", "first", null, "old", "other");
        var second = await sandbox.CreateAsync("y", "second", null, "old");
        var tag = (await sandbox.GetAsync($"/tag/{first.TextAt("tags.iterable.0.id")}")).Text;

        var updated = await sandbox.PostAsync("/tag/update?transferables=false", tag.Replace("\"old\"", "\"new\"", StringComparison.Ordinal));
        var third = await sandbox.CreateAsync("z", "third", null, "new");
        var fourth = await sandbox.CreateAsync("z", "fourth", null, "old");

        var id = updated.Json.Id();
        updated.Json.TextAt("text").ShouldBe("new");
        updated.Json.At("assets").Items().Select(asset => asset.Id()).ShouldBe([first.Id(), second.Id()]);
        (await sandbox.GetAsync($"/asset/{first.Id()}")).Json.At("tags").Items().Select(item => item.TextAt("text")).ShouldBe(["new", "other"]);
        (await sandbox.GetAsync($"/asset/{second.Id()}")).Json.TextAt($"tags.iterable.0.mechanisms.{second.Id()}").ShouldBe("MANUAL");
        (await sandbox.GetAsync("/assets/search?searchable_tags=new")).Json.Items().Count.ShouldBe(3);
        third.TextAt("tags.iterable.0.id").ShouldBe(id);
        string.Equals(fourth.TextAt("tags.iterable.0.id"), id, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_tag_is_gone_from_every_asset()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n", null, "one", "two");
        var id = asset.TextAt("tags.iterable.0.id");

        (await sandbox.PostAsync($"/tags/{id}/delete")).Status.ShouldBe(204);

        (await sandbox.GetAsync($"/tag/{id}")).Status.ShouldBe(404);
        (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json.At("tags").Items().Select(tag => tag.TextAt("text")).ShouldBe(["two"]);
        (await sandbox.PostAsync("/tags/exists", """{"value":"one"}""")).Text.ShouldBe("{}");
    }

    [Fact]
    public async Task An_annotation_is_created_for_an_asset_updated_and_deleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n");

        var created = await sandbox.PostAsync("/annotations/create", $$"""{"type":"DESCRIPTION","text":"about walruses","asset":"{{asset.Id()}}","mechanism":null}""");
        var read = await sandbox.GetAsync($"/annotation/{created.Json.Id()}");
        var listed = (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json;
        var found = (await sandbox.GetAsync("/search/full_text?query=walruses")).Json;
        var updated = await sandbox.PostAsync("/annotation/update", read.Text.Replace("walruses", "seals", StringComparison.Ordinal));
        var filtered = (await sandbox.GetAsync("/annotations?annotation_type_filter=COMMENT")).Json;

        read.Json.ShouldBeA("Annotation");
        read.Json.TextAt("asset.id").ShouldBe(asset.Id());
        read.Json.Nulls().ShouldBeEmpty();
        listed.TextAt("annotations.iterable.0.id").ShouldBe(read.Json.Id());
        found.Items().ShouldHaveSingleItem().TextAt("match").ShouldBe("ANNOTATION");
        updated.Json.TextAt("text").ShouldBe("about seals");
        updated.Json.TextAt("asset.id").ShouldBe(asset.Id());
        (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json.TextAt("annotations.iterable.0.text").ShouldBe("about seals");
        filtered.Items().ShouldBeEmpty();

        (await sandbox.PostAsync($"/annotations/{read.Json.Id()}/delete")).Status.ShouldBe(204);

        (await sandbox.GetAsync($"/annotation/{read.Json.Id()}")).Status.ShouldBe(404);
        (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json.At("annotations").Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_survive_a_restart_with_and_without_an_asset()
    {
        var options = new ServerOptions { Data = _folder.PathOf("data.db"), Pieces = new() { Enrich = null } };
        string asset;
        string[] records;
        await using (var first = await TestSandbox.StartAsync(options))
        {
            asset = (await first.CreateAsync("x", "n")).Id();
            var alone = (await first.PostAsync("/tags/create", """{"text":"alone"}""")).Json.Id();
            var used = (await first.PostAsync("/tags/create", $$"""{"text":"used","asset":"{{asset}}"}""")).Json.Id();
            var site = (await first.PostAsync("/websites/create", """{"url":"https://example.com","name":"e"}""")).Json.Id();
            var note = (await first.PostAsync("/annotations/create", """{"type":"COMMENT","text":"t"}""")).Json.Id();
            records = [$"/tag/{alone}", $"/tag/{used}", $"/website/{site}", $"/annotation/{note}"];
        }

        await using var second = await TestSandbox.StartAsync(options);

        foreach (var record in records)
            (await second.GetAsync(record)).Status.ShouldBe(200, record);
        (await second.GetAsync($"/asset/{asset}")).Json.TextAt("tags.iterable.0.text").ShouldBe("used");
        (await second.GetAsync("/tags")).Json.Items().Select(tag => tag.TextAt("text")).ShouldBe(["used", "alone"], ignoreOrder: true);
    }

    /// <summary>A file of version 3 is one of version 4 without the table.</summary>
    [Fact]
    public async Task A_file_without_records_is_upgraded_and_keeps_its_tags()
    {
        var options = new ServerOptions { Data = _folder.PathOf("data.db"), Pieces = new() { Enrich = null } };
        string asset;
        await using (var first = await TestSandbox.StartAsync(options))
            asset = (await first.CreateAsync("kept", "n", null, "kept")).Id();
        await using (var file = new SqliteConnection($"Data Source={options.Data};Pooling=False"))
        {
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = "DROP TABLE records; PRAGMA user_version = 3";
            await command.ExecuteNonQueryAsync();
        }

        await using var second = await TestSandbox.StartAsync(options);

        var tag = (await second.PostAsync("/tags/exists", """{"value":"kept"}""")).Json.TextAt("tag.id");
        (await second.GetAsync($"/tag/{tag}")).Json.At("assets").Items().ShouldHaveSingleItem().Id().ShouldBe(asset);
        (await second.PostAsync("/tags/create", """{"text":"new"}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_tag_with_a_negative_index_can_be_associated_again()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Removed = RemovedDetail.Keep });
        var asset = await sandbox.CreateAsync("x", "n", null, "one");
        var id = asset.TextAt("tags.iterable.0.id")!;

        await sandbox.PostAsync($"/tag/{id}/assets/disassociate/{asset.Id()}");
        var removed = (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json;
        await sandbox.PostAsync($"/tag/{id}/assets/associate/{asset.Id()}");
        var back = (await sandbox.GetAsync($"/asset/{asset.Id()}")).Json;

        removed.At($"tags.indices.{id}").GetInt32().ShouldBe(-1);
        back.At($"tags.indices.{id}").GetInt32().ShouldBe(0);
        back.At("tags").Items().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("/tags/create", "{}", 500)]
    [InlineData("/websites/create", """{"name":"n"}""", 500)]
    [InlineData("/annotations/create", """{"text":"t"}""", 500)]
    [InlineData("/annotations/create", """{"type":"COMMENT","text":"t","asset":"11111111-2222-3333-4444-555555555555"}""", 404)]
    [InlineData("/tags/exists", "{}", 500)]
    [InlineData("/tag/update", """{"id":"11111111-2222-3333-4444-555555555555","text":"t"}""", 404)]
    [InlineData("/tag/update", """{"id":"11111111-2222-3333-4444-555555555555","text":1}""", 500)]
    [InlineData("/tag/update", """{"text":"t"}""", 500)]
    [InlineData("/tags/11111111-2222-3333-4444-555555555555/delete", null, 404)]
    public async Task What_cannot_be_done_is_an_error_with_a_text(string path, string? body, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync(path, body);

        response.Status.ShouldBe(status);
        response.Text.ShouldNotBeEmpty();
        (await sandbox.GetAsync("/annotations")).Json.Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Associating_with_an_asset_that_is_not_there_is_404_or_410()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("x", "n");
        var tag = (await sandbox.PostAsync("/tags/create", """{"text":"t"}""")).Json.Id();
        await sandbox.PostAsync($"/assets/{asset.Id()}/delete");

        (await sandbox.PostAsync($"/tag/{tag}/assets/associate/{asset.Id()}")).Status.ShouldBe(410);
        (await sandbox.PostAsync($"/tag/{tag}/assets/associate/{Unknown}")).Status.ShouldBe(404);
        (await sandbox.PostAsync($"/tag/{Unknown}/assets/disassociate/{asset.Id()}")).Status.ShouldBe(404);
        (await sandbox.PostAsync($"/tag/{tag}/assets/associate/nothing")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task An_emptied_server_has_no_records()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.PostAsync("/tags/create", """{"text":"t"}""");

        await sandbox.AdminAsync(HttpMethod.Post, "/.sandbox/reset");

        (await sandbox.GetAsync("/tags")).Json.Items().ShouldBeEmpty();
    }
}
