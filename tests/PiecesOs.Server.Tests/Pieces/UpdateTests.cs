using System.Text.Json.Nodes;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>POST /asset/update, /asset/reclassify, /asset/{asset}/scores/increment, GET /asset/{asset}/export.</summary>
public sealed class UpdateTests
{
    [Fact]
    public async Task Every_member_that_is_sent_is_kept_even_unknown_ones()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("text", "before", "cs", "t");
        var changed = JsonNode.Parse(created.GetRawText())!.AsObject();
        changed["name"] = "after";
        changed["future"] = JsonNode.Parse("""{"deep":[1,{"x":"ü"}]}""");
        changed["tags"]!["iterable"]![0]!["novel"] = true;

        var updated = (await sandbox.PostAsync("/asset/update", changed)).Json;

        updated.ShouldBeA("Asset");
        updated.TextAt("name").ShouldBe("after");
        updated.TextAt("formats.iterable.0.asset.name").ShouldBe("after");
        updated.TextAt("future.deep.1.x").ShouldBe("ü");
        updated.At("tags.iterable.0.novel").GetBoolean().ShouldBeTrue();
        updated.TextAt("created.value").ShouldBe(created.TextAt("created.value"));
        string.CompareOrdinal(updated.TextAt("updated.value"), created.TextAt("updated.value")).ShouldBeGreaterThan(0);
        updated.TextAt("original.reference.fragment.string.raw").ShouldBe("text");
        (await sandbox.GetAsync($"/assets/{created.Id()}")).Text.ShouldBe(updated.GetRawText());
    }

    [Fact]
    public async Task Sending_back_the_light_form_keeps_the_content()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("text that stays", "n");
        var light = (await sandbox.GetAsync($"/asset/{created.Id()}?transferables=false")).Json;

        await sandbox.PostAsync("/asset/update", light.GetRawText());

        var read = (await sandbox.GetAsync($"/asset/{created.Id()}")).Json;
        read.TextAt("original.reference.fragment.string.raw").ShouldBe("text that stays");
        read.TextAt("preview.base.reference.fragment.string.raw").ShouldBe("text that stays");
        read.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe("text that stays");
    }

    [Fact]
    public async Task New_content_replaces_the_old_everywhere_and_in_search()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("old walrus", "n");
        var changed = JsonNode.Parse(created.GetRawText())!;
        changed["original"]!["reference"]!["fragment"]!["string"]!["raw"] = "new pelican";

        var updated = (await sandbox.PostAsync("/asset/update", changed)).Json;

        updated.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe("new pelican");
        updated.At("original.reference.bytes.value").GetInt64().ShouldBe(11);
        (await sandbox.GetAsync("/assets/search?query=pelican")).Json.Items().Count.ShouldBe(1);
        (await sandbox.GetAsync("/assets/search?query=walrus")).Json.At("exact").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Members_that_are_not_sent_stay()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("text", "before", "cs", "t");

        var updated = (await sandbox.PostAsync("/asset/update", $$"""{"id":"{{created.Id()}}","name":"after","original":null}""")).Json;

        updated.ShouldBeA("Asset");
        updated.TextAt("name").ShouldBe("after");
        updated.At("tags").GetRawText().ShouldBe(created.At("tags").GetRawText());
    }

    [Fact]
    public async Task An_update_of_nothing_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("text");
        await sandbox.PostAsync($"/assets/{created.Id()}/delete");

        (await sandbox.PostAsync("/asset/update", """{"name":"x"}""")).Status.ShouldBe(400);
        (await sandbox.PostAsync("/asset/update", """{"id":"00000000-0000-4000-8000-000000000000"}""")).Status.ShouldBe(404);
        (await sandbox.PostAsync("/asset/update", created.GetRawText())).Status.ShouldBe(410);
    }

    [Fact]
    public async Task Reclassify_changes_every_format()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var created = await sandbox.CreateAsync("text", "n", "cs");

        var updated = (await sandbox.PostAsync("/asset/reclassify", $$"""{"ext":"py","asset":{{created.GetRawText()}}}""")).Json;

        foreach (var format in new[] { "original.reference", "preview.base.reference", "formats.iterable.0" })
        {
            updated.TextAt(format + ".classification.specific").ShouldBe("py");
            updated.TextAt(format + ".fragment.metadata.ext").ShouldBe("py");
        }

        (await sandbox.PostAsync("/asset/reclassify", "{}")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task Scores_count_one_flag_at_a_time()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = (await sandbox.CreateAsync("text")).Id();
        var path = $"/asset/{id}/scores/increment";

        (await sandbox.PostAsync(path, """{"asset":{"reuse":true,"update":false,"reference":false,"priority":false,"searched":false}}""")).Status.ShouldBe(204);
        (await sandbox.PostAsync(path, """{"asset":{"reuse":true}}""")).Status.ShouldBe(204);
        var two = await sandbox.PostAsync(path, """{"asset":{"reuse":true,"update":true}}""");
        var none = await sandbox.PostAsync(path, "{}");

        two.Status.ShouldBe(500);
        two.Text.ShouldContain("exactly one");
        none.Status.ShouldBe(500);
        var score = (await sandbox.GetAsync($"/assets/{id}")).Json.At("score");
        score.At("reuse").GetInt32().ShouldBe(2);
        score.At("automatic").GetInt32().ShouldBe(2);
        score.At("manual").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Export_writes_markdown_and_escaped_html()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = (await sandbox.CreateAsync("a < b\n```\nx", "My name", "cs", "a|b\nc", "d")).Id();

        var markdown = (await sandbox.GetAsync($"/asset/{id}/export?export_type=MD")).Json;
        var html = (await sandbox.GetAsync($"/asset/{id}/export?export_type=HTML")).Json;

        markdown.ShouldBeA("ExportedAsset");
        markdown.TextAt("raw.string.raw").ShouldBe("# My name\n\n| Details | |\n| --- | --- |\n| Language | cs |\n| Tags | a\\|b c, d |\n\n````cs\na < b\n```\nx\n````\n");
        html.TextAt("name").ShouldBe("My name.html");
        html.TextAt("raw.string.raw")!.ShouldContain("a &lt; b");
        (await sandbox.GetAsync($"/asset/{id}/export?export_type=PDF")).Status.ShouldBe(500);
        (await sandbox.GetAsync($"/asset/{id}/export")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task Draft_fills_in_name_type_and_tags_and_keeps_nothing()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("# Rotate logs\nparam($Folder)\nGet-ChildItem $Folder | Set-Content\nlogs logs logs\n");
        seed["asset"]!["metadata"]!.AsObject().Remove("name");
        seed["unknown"] = 5;

        var draft = (await sandbox.PostAsync("/assets/draft", seed)).Json;
        var light = (await sandbox.PostAsync("/assets/draft?transferables=false", seed)).Json;

        draft.TextAt("asset.metadata.name").ShouldBe("Rotate logs");
        draft.TextAt("asset.format.fragment.metadata.ext").ShouldBe("ps1");
        draft.TextAt("asset.format.fragment.string.raw")!.ShouldStartWith("# Rotate logs");
        draft.At("asset.metadata.tags").EnumerateArray().ShouldContain(tag => tag.TextAt("text") == "logs" && tag.TextAt("mechanism") == "AUTOMATIC");
        draft.At("unknown").GetInt32().ShouldBe(5);
        light.At("asset.format.fragment").Has("string").ShouldBeFalse();
        (await sandbox.GetAsync("/assets?pseudo=true")).Json.Items().ShouldBeEmpty();
        (await sandbox.PostAsync("/assets/draft", "{}")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task The_draft_of_an_image_is_the_unchanged_seed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("");
        seed["asset"]!["metadata"] = null;
        seed["asset"]!["format"] = JsonNode.Parse("""{"file":{"bytes":{"raw":[137,80,78,71,13,10,26,10]},"metadata":{"name":"p.png"}}}""");

        var draft = (await sandbox.PostAsync("/assets/draft", seed)).Json;

        draft.At("asset").Has("metadata").ShouldBeFalse();
        draft.At("asset.format.file.bytes.raw").GetRawText().ShouldBe("[137,80,78,71,13,10,26,10]");
        draft.TextAt("asset.format.file.metadata.name").ShouldBe("p.png");
    }
}
