using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>POST /assets/batch/fetch and the same of the other records.</summary>
public sealed class BatchTests
{
    private const string Unknown = "00000000-0000-4000-8000-000000000000";

    [Fact]
    public async Task Assets_are_single_records_with_their_positions()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var first = await sandbox.CreateAsync("first", "one", "cs", "tag");
        var second = await sandbox.CreateAsync("second", "two");

        var fetched = await FetchAsync(sandbox, "assets", true, second.Id(), first.Id());

        fetched.At("assets").ShouldBeA("Assets");
        fetched.At("assets").Items().Select(asset => asset.Id()).ShouldBe([second.Id(), first.Id()]);
        fetched.At("assets.indices").GetRawText().ShouldBe($$"""{"{{second.Id()}}":0,"{{first.Id()}}":1}""");
        fetched.At("notFound").GetRawText().ShouldBe("[]");
        var asset = fetched.At("assets.iterable.1");
        asset.TextAt("original.reference.fragment.string.raw").ShouldBe("first");
        asset.TextAt("tags.iterable.0.text").ShouldBe("tag");
    }

    [Fact]
    public async Task Unknown_and_deleted_ids_are_not_found()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var stays = await sandbox.CreateAsync("text", "stays");
        var gone = await sandbox.CreateAsync("text", "gone");
        await sandbox.PostAsync($"/assets/{gone.Id()}/delete");

        var fetched = await FetchAsync(sandbox, "assets", true, gone.Id(), stays.Id(), Unknown, "no uuid", stays.Id().ToUpperInvariant());

        fetched.At("assets").Items().Select(asset => asset.Id()).ShouldBe([stays.Id()]);
        fetched.At("notFound").EnumerateArray().Select(id => id.GetString()).ShouldBe([gone.Id(), Unknown, "no uuid"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?transferables=false")]
    public async Task Content_is_left_out_unless_it_is_requested(string query)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("text", "n");
        var format = asset.TextAt("original.id")!;

        var assets = (await sandbox.PostAsync($"/assets/batch/fetch{query}", Body("assets", asset.Id()))).Json;
        var formats = (await sandbox.PostAsync($"/formats/batch/fetch{query}", Body("formats", format))).Json;

        assets.At("assets.iterable.0.original.reference.fragment").Has("string").ShouldBeFalse();
        formats.At("formats.iterable.0.fragment").Has("string").ShouldBeFalse();
        (await FetchAsync(sandbox, "formats", true, format)).TextAt("formats.iterable.0.fragment.string.raw").ShouldBe("text");
    }

    [Fact]
    public async Task Each_type_has_its_records()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("text", "n", null, "one", "two");
        seed["asset"]!["metadata"]!["annotations"] = JsonNode.Parse("""[{"type":"COMMENT","text":"note"}]""");
        seed["asset"]!["metadata"]!["websites"] = JsonNode.Parse("""[{"url":"https://example.com","name":"w"}]""");
        var asset = await sandbox.CreateAsync(seed);
        var share = await sandbox.LinkAsync(asset);

        var tags = await FetchAsync(sandbox, "tags", false, asset.TextAt("tags.iterable.1.id")!, Unknown);
        var annotations = await FetchAsync(sandbox, "annotations", false, asset.TextAt("annotations.iterable.0.id")!);
        var websites = await FetchAsync(sandbox, "websites", false, asset.TextAt("websites.iterable.0.id")!);
        var shares = await FetchAsync(sandbox, "shares", true, share.Id(), Unknown);

        tags.At("tags.iterable.0").ShouldBeA("Tag");
        tags.TextAt("tags.iterable.0.text").ShouldBe("two");
        tags.TextAt("notFound.0").ShouldBe(Unknown);
        annotations.At("annotations.iterable.0").ShouldBeA("Annotation");
        websites.At("websites.iterable.0").ShouldBeA("Website");
        shares.At("shares.iterable.0").ShouldBeA("Share");
        shares.TextAt("shares.iterable.0.link").ShouldBe(share.TextAt("link"));
        shares.TextAt("notFound.0").ShouldBe(Unknown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"assets\":")]
    [InlineData("""{"assets":{"iterable":"x"}}""")]
    [InlineData("""{"assets":{"iterable":[{"identifier":"x"}]}}""")]
    [InlineData("""{"assets":{"iterable":["00000000-0000-4000-8000-000000000000"]}}""")]
    [InlineData("""{"formats":{"iterable":[]}}""")]
    public async Task A_malformed_body_returns_an_empty_200(string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync("/assets/batch/fetch", body);

        response.Status.ShouldBe(200);
        response.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_ids_are_an_empty_batch()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.PostAsync("/assets/batch/fetch", Body("assets"))).Text.ShouldBe("""{"assets":{"iterable":[],"indices":{}},"notFound":[]}""");
    }

    [Fact]
    public async Task Each_record_of_a_batch_costs_as_much_as_a_single_one()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 8 });
        var ids = (await sandbox.GetAsync("/assets/identifiers")).Json.Items().Select(item => item.Id()).ToArray();
        await sandbox.AdminAsync(HttpMethod.Put, "/.sandbox/pace", """{"factor":0.5}""");

        var watch = Stopwatch.StartNew();
        (await FetchAsync(sandbox, "assets", true, ids)).At("assets").Items().Count.ShouldBe(8);

        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(8 * 125 / 2);
    }

    [Fact]
    public async Task A_large_batch_arrives_while_it_is_read()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var text = new string('w', 3_000_000);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await sandbox.CreateAsync(text, $"n{i}")).Id());

        using var request = new HttpRequestMessage(HttpMethod.Post, "/assets/batch/fetch?transferables=true")
        {
            Content = new StringContent(Body("assets", [.. ids]), System.Text.Encoding.UTF8, "application/json"),
        };
        using var response = await sandbox.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        response.Content.Headers.ContentLength.ShouldBeNull();
        var fetched = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        fetched.At("assets").Items().ShouldAllBe(asset => asset.TextAt("original.reference.fragment.string.raw") == text);
    }

    private static async Task<JsonElement> FetchAsync(TestSandbox sandbox, string type, bool transferables, params string[] ids)
    {
        var response = await sandbox.PostAsync($"/{type}/batch/fetch?transferables={(transferables ? "true" : "false")}", Body(type, ids));
        response.Status.ShouldBe(200, response.Text);
        return response.Json;
    }

    private static string Body(string type, params string[] ids) =>
        new JsonObject { [type] = new JsonObject { ["iterable"] = new JsonArray([.. ids.Select(id => new JsonObject { ["id"] = id })]) } }.ToJsonString();
}
