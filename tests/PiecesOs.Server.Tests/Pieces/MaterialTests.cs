using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>POST /materials/metrics and /materials/identifiers.</summary>
public sealed class MaterialTests
{
    [Theory]
    [InlineData("ASSETS", 2)]
    [InlineData("FORMATS", 2)]
    [InlineData("SHARES", 1)]
    [InlineData("TAGS", 3)]
    [InlineData("ANNOTATIONS", 1)]
    [InlineData("WEBSITES", 1)]
    [InlineData("PERSONS", 0)]
    [InlineData("ANYTHING", 0)]
    public async Task Each_type_is_counted_and_listed(string type, int count)
    {
        await using var sandbox = await FillAsync();

        var metrics = (await sandbox.PostAsync("/materials/metrics", Body(type))).Json;
        var ids = await IdsAsync(sandbox, Body(type));

        metrics.TextAt("material_type").ShouldBe(type);
        metrics.At("total_count").GetInt32().ShouldBe(count);
        ids.Length.ShouldBe(count);
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(count);
    }

    [Fact]
    public async Task Identifiers_are_those_of_the_records()
    {
        await using var sandbox = await FillAsync();
        var assets = (await sandbox.GetAsync("/assets")).Json.Items();

        (await IdsAsync(sandbox, Body("ASSETS"))).ShouldBe(assets.Select(asset => asset.Id()));
        (await IdsAsync(sandbox, Body("FORMATS"))).ShouldBe(assets.Select(asset => asset.TextAt("original.id")!));
        (await IdsAsync(sandbox, Body("TAGS"))).ShouldBe(assets.SelectMany(asset => asset.At("tags").Items().Select(tag => tag.Id())).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Identifiers_can_be_limited_and_chosen_by_time()
    {
        await using var sandbox = await FillAsync();
        var second = (await sandbox.GetAsync("/assets")).Json.Items()[1];
        var time = second.TextAt("created.value");

        (await IdsAsync(sandbox, """{"material_type":"ASSETS","limit":0}""")).ShouldBeEmpty();
        (await IdsAsync(sandbox, """{"material_type":"ASSETS","limit":1}""")).Length.ShouldBe(1);
        (await IdsAsync(sandbox, $$$$"""{"material_type":"ASSETS","created":{"from":{"value":"{{{{time}}}}"},"to":{"value":"{{{{time}}}}"}}}""")).ShouldBe([second.Id()]);
        (await IdsAsync(sandbox, """{"material_type":"ASSETS","updated":{"to":{"value":"2000-01-01T00:00:00.000Z"}}}""")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"material_type":"ASSETS","limit":-1}""")]
    public async Task An_invalid_body_is_400(string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.PostAsync("/materials/identifiers", body)).Status.ShouldBe(400);
    }

    private static string Body(string type) => $$"""{"material_type":"{{type}}"}""";

    private static async Task<string[]> IdsAsync(TestSandbox sandbox, string body) =>
        [.. (await sandbox.PostAsync("/materials/identifiers", body)).Json.At("identifiers").EnumerateArray().Select(id => id.GetString()!)];

    /// <summary>Two assets with three tags, one of them on both, and a third asset that is deleted.</summary>
    private static async Task<TestSandbox> FillAsync()
    {
        var sandbox = await TestSandbox.StartAsync();
        var seed = sandbox.Seed("1", "one", null, "both", "first");
        seed["asset"]!["metadata"]!["annotations"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"type":"COMMENT","text":"c"}]""");
        seed["asset"]!["metadata"]!["websites"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"url":"https://example.com","name":"w"}]""");
        await sandbox.LinkAsync(await sandbox.CreateAsync(seed));
        await sandbox.CreateAsync("2", "two", null, "both", "second");
        var gone = await sandbox.CreateAsync("3", "three", null, "third");
        await sandbox.PostAsync($"/assets/{gone.Id()}/delete");
        return sandbox;
    }
}
