using System.Text.Json.Nodes;
using PiecesOs.Server.Http;
using PiecesOs.Server.Pieces.Service;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>POST /assets/create.</summary>
public sealed class CreateTests
{
    [Fact]
    public async Task Text_is_returned_in_original_preview_and_formats()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string Text = "line 1\r\nquote \" back\\slash tab\t bell \u0007 escape \u001b emoji 😀 ü";

        var asset = await sandbox.CreateAsync(Text, "Name", "ps1", "one", "two");

        asset.ShouldBeA("Asset");
        asset.TextAt("original.reference.fragment.string.raw").ShouldBe(Text);
        asset.TextAt("preview.base.reference.fragment.string.raw").ShouldBe(Text);
        asset.TextAt("formats.iterable.0.fragment.string.raw").ShouldBe(Text);
        asset.TextAt("formats.iterable.0.asset.id").ShouldBe(asset.Id());
        asset.TextAt("name").ShouldBe("Name");
        asset.At("original.reference.bytes.value").GetInt64().ShouldBe(System.Text.Encoding.UTF8.GetByteCount(Text));
    }

    [Fact]
    public async Task Classification_comes_from_the_fragments_ext_and_not_from_format_classification()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("SELECT 1", "q", "sql");
        seed["asset"]!["format"]!["classification"] = new JsonObject { ["generic"] = "IMAGE", ["specific"] = "png" };

        var asset = await sandbox.CreateAsync(seed);

        asset.TextAt("original.reference.classification.specific").ShouldBe("sql");
        asset.TextAt("original.reference.classification.generic").ShouldBe("CODE");
        asset.TextAt("original.reference.fragment.metadata.ext").ShouldBe("sql");
    }

    [Theory]
    [InlineData("def f(self):\n    import os\n    print(1)\n", "py")]
    [InlineData("param($Name)\nWrite-Host $Name\n", "ps1")]
    [InlineData("{ \"a\": 1 }", "json")]
    [InlineData("https://example.com/x", "uniform_resource_locator")]
    [InlineData("hello there", "text")]
    public async Task Language_is_detected_if_it_is_not_set(string text, string expected)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var asset = await sandbox.CreateAsync(text);

        asset.TextAt("original.reference.classification.specific").ShouldBe(expected);
    }

    [Fact]
    public async Task File_bytes_are_returned_as_integers_with_type_from_name()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("");
        seed["asset"]!["format"] = JsonNode.Parse("""{"file":{"bytes":{"raw":[0,1,127,128,255]},"metadata":{"name":"Tool.PSM1"}}}""");
        seed["asset"]!["metadata"]!.AsObject().Remove("name");

        var asset = await sandbox.CreateAsync(seed);

        asset.ShouldBeA("Asset");
        asset.At("original.reference.file.bytes.raw").EnumerateArray().Select(value => value.GetInt32()).ShouldBe([0, 1, 127, 128, 255]);
        asset.At("original.reference").Has("fragment").ShouldBeFalse();
        asset.TextAt("original.reference.classification.specific").ShouldBe("ps1");
        asset.TextAt("name").ShouldBe("Tool.PSM1");
        asset.At("original.reference.bytes.value").GetInt64().ShouldBe(5);
    }

    [Fact]
    public async Task Tags_websites_annotations_and_the_rest_of_the_metadata_are_kept()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("x", "n", "txt");
        seed["asset"]!["metadata"] = JsonNode.Parse("""
            {"name":"n","mechanism":"AUTOMATIC","unknown":{"x":1},
             "tags":[{"text":"mine","mechanism":"MANUAL"},{"text":"auto","mechanism":"AUTOMATIC","category":"HANDLE"},{"text":"mine"}],
             "websites":[{"url":"https://example.com/a","name":"A"}],
             "annotations":[{"type":"DESCRIPTION","text":"what it does"}],
             "persons":[{"type":{"basic":{"name":"Ada","email":"ada@example.com"}}}],
             "sensitives":[{"text":"k","category":"API_KEY","severity":"HIGH","name":"key","description":"a key"}],
             "hints":[{"type":"SUGGESTED_QUERY","text":"why"}],
             "anchors":[{"type":"FILE","fullpath":"/tmp/x"}]}
            """);
        seed["asset"]!["discovered"] = true;

        var asset = await sandbox.CreateAsync(seed);

        asset.ShouldBeA("Asset");
        asset.At("tags").Items().Select(tag => tag.TextAt("text")).ShouldBe(["mine", "auto"]);
        asset.TextAt($"tags.iterable.0.mechanisms.{asset.Id()}").ShouldBe("MANUAL");
        asset.TextAt($"tags.iterable.1.mechanisms.{asset.Id()}").ShouldBe("AUTOMATIC");
        asset.TextAt("tags.iterable.1.category").ShouldBe("HANDLE");
        asset.TextAt("websites.iterable.0.url").ShouldBe("https://example.com/a");
        asset.TextAt("annotations.iterable.0.text").ShouldBe("what it does");
        asset.TextAt("persons.iterable.0.type.basic.email").ShouldBe("ada@example.com");
        asset.TextAt("sensitives.iterable.0.category").ShouldBe("API_KEY");
        asset.TextAt("hints.iterable.0.text").ShouldBe("why");
        asset.TextAt("mechanism").ShouldBe("AUTOMATIC");
        asset.At("discovered").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Absent_members_are_omitted_and_relations_are_empty()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("x", "n");
        seed["asset"]!["application"]!["capabilities"] = null;

        var asset = await sandbox.CreateAsync(seed);

        asset.Nulls().ShouldBeEmpty();
        asset.TextAt("creator").ShouldBe("");
        asset.At("score").GetRawText().ShouldBe("""{"manual":0,"automatic":0}""");
        foreach (var name in new[] { "tags", "websites", "persons", "annotations", "hints", "anchors" })
            asset.At(name).GetRawText().ShouldBe("""{"iterable":[],"indices":{}}""", name);
        asset.At("sensitives").GetRawText().ShouldBe("""{"iterable":[]}""");
    }

    [Fact]
    public async Task A_new_asset_and_its_format_have_all_four_times_and_live()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var asset = await sandbox.CreateAsync("x", "n");

        foreach (var of in new[] { asset, asset.At("original.reference"), asset.At("preview.base.reference"), asset.At("formats.iterable.0") })
        {
            foreach (var name in new[] { "updated", "synced", "deleted" })
                of.TextAt(name + ".value").ShouldBe(of.TextAt("created.value"), name);
            of.TextAt("created.readable").ShouldBe("Just now...");
        }

        (await sandbox.GetAsync($"/assets/{asset.Id()}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_response_has_a_text_also_as_bytes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string Text = "tab\t\"quoted\" ü 😀\n";

        var asset = await sandbox.CreateAsync(Text, "n");

        foreach (var format in new[] { "original.reference", "preview.base.reference", "formats.iterable.0" })
        {
            var bytes = asset.At(format + ".fragment.bytes");
            bytes.At("raw").EnumerateArray().Select(value => value.GetByte()).ShouldBe(System.Text.Encoding.UTF8.GetBytes(Text));
            foreach (var form in new[] { "base64", "base64_url", "data_url" })
                bytes.At(form).GetArrayLength().ShouldBe(0);
        }
    }

    [Fact]
    public async Task Formats_refer_to_the_asset_and_the_asset_to_the_format()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var asset = await sandbox.CreateAsync("x", "n");
        var format = asset.At("formats.iterable.0");

        foreach (var flattened in new[] { format.At("asset"), asset.At("formats.asset") })
        {
            flattened.Id().ShouldBe(asset.Id());
            flattened.TextAt("preview.base").ShouldBe(format.Id());
            flattened.TextAt("original").ShouldBe(format.Id());
        }

        asset.TextAt("original.reference.asset").ShouldBe(asset.Id());
        asset.TextAt("preview.base.reference.asset").ShouldBe(asset.Id());
        asset.TextAt("original.reference.analysis.format").ShouldBe(format.Id());
    }

    [Fact]
    public async Task Plain_text_is_classified_as_TEXT()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var asset = await sandbox.CreateAsync("Meet at noon", "n");

        asset.TextAt("original.reference.classification.generic").ShouldBe("TEXT");
        asset.TextAt("original.reference.classification.specific").ShouldBe("text");
    }

    [Fact]
    public async Task A_missing_name_is_a_placeholder_until_an_update_replaces_it()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Enrich = System.TimeSpan.FromMilliseconds(50) });
        using var stream = await sandbox.OpenAsync("/assets/stream");
        await stream.NextAsync();

        var created = await sandbox.CreateAsync("\n# Rotate the logs\nrm *.log\n");
        var frame = await stream.UntilAsync(frame => frame.Items().Any(asset => asset.TextAt("name") == "Rotate the logs"));

        created.TextAt("name").ShouldBe("Untitled Snippet");
        var renamed = frame.Items().Single();
        renamed.Id().ShouldBe(created.Id());
        string.CompareOrdinal(renamed.TextAt("updated.value"), created.TextAt("updated.value")).ShouldBeGreaterThan(0);
        renamed.TextAt("deleted.value").ShouldBe(created.TextAt("created.value"));
    }

    [Fact]
    public async Task A_replaced_placeholder_stays_replaced()
    {
        await using var sandbox = await TestSandbox.StartAsync(new PiecesOptions { Enrich = System.TimeSpan.FromMilliseconds(200) });
        using var stream = await sandbox.OpenAsync("/assets/stream");
        await stream.NextAsync();

        var first = await sandbox.CreateAsync("first words");
        await sandbox.PostAsync("/asset/update", $$"""{"id":"{{first.Id()}}","name":"mine"}""");
        var second = await sandbox.CreateAsync("second words");
        await stream.UntilAsync(frame => frame.Items().Any(asset => asset.Id() == second.Id() && asset.TextAt("name") == "second words"));

        (await sandbox.GetAsync($"/assets/{first.Id()}")).Json.TextAt("name").ShouldBe("mine");
    }

    [Fact]
    public async Task A_missing_name_is_the_first_line()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var asset = await sandbox.CreateAsync("\n# Rotate the logs\nrm *.log\n");

        asset.TextAt("name").ShouldBe("Rotate the logs");
    }

    [Fact]
    public async Task Without_transferables_no_content_is_anywhere()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync("/assets/create?transferables=false", sandbox.Seed("very secret words"));

        response.Status.ShouldBe(200);
        response.Text.Replace("\"name\":\"very secret words\"", "", System.StringComparison.Ordinal).ShouldNotContain("very secret words");
        response.Json.At("original.reference.fragment").Has("string").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"type":"SEEDED_ASSET"}""", "Seed.asset is required")]
    [InlineData("""{"asset":{"format":{"fragment":{"string":{"raw":"x"}}}}}""", "application is required")]
    [InlineData("""{"asset":{"application":APP}}""", "format is required")]
    [InlineData("""{"asset":{"application":APP,"format":{}}}""", "exactly one of file and fragment")]
    [InlineData("""{"asset":{"application":APP,"format":{"file":{"string":{"raw":"x"}},"fragment":{"string":{"raw":"x"}}}}}""", "exactly one of file and fragment")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{}}}}""", "exactly one of string and bytes")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{"string":{"raw":"x"},"bytes":{"raw":[1]}}}}}""", "exactly one of string and bytes")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{"string":{"base64":"eA=="}}}}}""", "base64 is not implemented")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{"string":{}}}}}""", "raw is required")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{"string":{"raw":[1]}}}}}""", "must be a string")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{"bytes":{"raw":"x"}}}}}""", "must be an array of integers")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{"bytes":{"raw":[256]}}}}}""", "0 to 255")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{"bytes":{"raw":[1,[2],{"a":3}]}}}}}""", "0 to 255")]
    [InlineData("""{"asset":{"application":APP,"format":{"fragment":{"string":{"raw":5}}}}}""", "raw must be")]
    [InlineData("""{"type":"SEEDED_FORMAT","asset":{}}""", "SEEDED_FORMAT")]
    public async Task Invalid_seeds_are_500_with_a_message(string seed, string words)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync("/assets/create", seed.Replace("APP", sandbox.Application.GetRawText(), System.StringComparison.Ordinal));

        response.Status.ShouldBe(500);
        response.Type.ShouldBe("text/plain");
        response.Text.ShouldContain(words);
        (await sandbox.GetAsync("/assets")).Json.Items().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("""{"asset":""")]
    [InlineData("""{"asset":{"format":{"fragment":{"bytes":{"raw":[1,2""")]
    public async Task A_body_that_is_not_a_JSON_object_is_400(string? body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync("/assets/create", body);

        response.Status.ShouldBe(400);
        response.Type.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Lone_surrogates_are_refused_and_not_stored()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("X", "n").ToJsonString().Replace("\"X\"", "\"\\ud800\"", System.StringComparison.Ordinal);

        var response = await sandbox.PostAsync("/assets/create", seed);

        response.Status.ShouldBe(500);
        response.Text.ShouldContain("surrogate");
    }
}
