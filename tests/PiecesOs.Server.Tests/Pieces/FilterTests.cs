using System.Text.Json.Nodes;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>POST /assets/search.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("""{"classification":"cs"}""", "apple,pear")]
    [InlineData("""{"tags":["fruit"]}""", "apple,plum")]
    [InlineData("""{"tags":["fruit","GREEN"]}""", "plum")]
    [InlineData("""{"classification":"cs","tags":["fruit"]}""", "apple")]
    [InlineData("""{"websites":["example.org"]}""", "pear")]
    [InlineData("""{"websites":["The Pear"]}""", "pear")]
    [InlineData("""{"persons":["ada@"]}""", "plum")]
    [InlineData("""{"phrase":{"value":"orchard"}}""", "apple,pear,plum")]
    [InlineData("""{"phrase":{"value":"orchard","title":true}}""", "")]
    [InlineData("""{"phrase":{"value":"orchard","content":true}}""", "apple,pear")]
    [InlineData("""{"phrase":{"value":"orchard","annotation":true}}""", "plum")]
    [InlineData("""{"phrase":{"value":"orchard","annotation":true,"options":{"annotation":"COMMENT"}}}""", "")]
    [InlineData("""{"phrase":{"value":"orchard","annotation":true,"options":{"annotation":"DESCRIPTION"}}}""", "plum")]
    [InlineData("""{"phrase":{"value":"ear","title":true}}""", "pear")]
    [InlineData("""{"phrase":{"value":"p","title":true}}""", "apple,pear,plum")]
    [InlineData("""{"operations":{"type":"OR","iterable":[{"classification":"py"},{"websites":["example.org"]}]}}""", "pear,plum")]
    [InlineData("""{"operations":{"iterable":[{"classification":"py"},{"websites":["example.org"]}]}}""", "pear,plum")]
    [InlineData("""{"operations":{"type":"AND","iterable":[{"classification":"cs"},{"websites":["example.org"]}]}}""", "pear")]
    [InlineData("""{"tags":["fruit"],"operations":{"type":"OR","iterable":[{"classification":"py"},{"websites":["example.org"]}]}}""", "plum")]
    [InlineData("""{"created":{"from":{"value":"2000-01-01T00:00:00.000000Z"}}}""", "apple,pear,plum")]
    [InlineData("""{"created":{"to":{"value":"2000-01-01T00:00:00.000000Z"}}}""", "")]
    [InlineData("""{"updated":{"from":{"value":"2000-01-01T00:00:00Z"},"to":{"value":"2100-01-01T00:00:00Z"},"between":true}}""", "apple,pear,plum")]
    [InlineData("{}", "apple,pear,plum")]
    public async Task One_filter(string filter, string expected)
    {
        await using var sandbox = await FruitAsync();

        (await FindAsync(sandbox, Filters($"[{filter}]"))).ShouldBe(expected);
    }

    [Fact]
    public async Task Several_filters_must_all_match_unless_their_type_is_OR()
    {
        await using var sandbox = await FruitAsync();
        const string Two = """[{"classification":"cs"},{"tags":["fruit"]}]""";

        (await FindAsync(sandbox, Filters(Two))).ShouldBe("apple");
        (await FindAsync(sandbox, """{"filters":{"type":"OR","iterable":TWO}}""".Replace("TWO", Two, StringComparison.Ordinal))).ShouldBe("apple,pear,plum");
    }

    [Fact]
    public async Task Created_between_is_a_window()
    {
        await using var sandbox = await FruitAsync();
        var pear = (await sandbox.GetAsync("/assets")).Json.Items().Single(asset => asset.TextAt("name") == "pear").TextAt("created.value");

        (await FindAsync(sandbox, Filters("""[{"created":{"from":{"value":"PEAR"},"to":{"value":"PEAR"},"between":true}}]""".Replace("PEAR", pear, StringComparison.Ordinal)))).ShouldBe("pear");
    }

    [Theory]
    [InlineData("""{"operations":{"iterable":[{"operations":{"iterable":[{"classification":"cs"}]}}]}}""", "one level")]
    [InlineData("""{"operations":{"type":"XOR","iterable":[{"classification":"cs"}]}}""", "XOR")]
    [InlineData("""{"created":{"from":{"value":"soon"}}}""", "timestamp")]
    [InlineData("""{"created":{"from":{"value":"2000-01-01T00:00:00Z"},"between":true}}""", "both")]
    public async Task An_invalid_filter_is_500_with_a_message(string filter, string words)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.PostAsync("/assets/search", Filters($"[{filter}]"));

        response.Status.ShouldBe(500);
        response.Type.ShouldBe("text/plain");
        response.Text.ShouldContain(words);
    }

    [Fact]
    public async Task Query_and_filters_together()
    {
        await using var sandbox = await FruitAsync();

        (await FindAsync(sandbox, """{"query":"orchard","filters":{"iterable":[{"tags":["fruit"]}]}}""")).ShouldBe("apple,plum");
    }

    [Fact]
    public async Task Casing_matters_only_on_request()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.CreateAsync("MixedCase here", "upper");
        await sandbox.CreateAsync("mixedcase here", "lower");

        (await FindAsync(sandbox, """{"query":"mixedcase"}""")).ShouldBe("lower,upper");
        (await FindAsync(sandbox, """{"query":"MixedCase","casing":true}""")).ShouldBe("upper");
        (await FindAsync(sandbox, """{"casing":true,"filters":{"iterable":[{"phrase":{"value":"mixedcase"}}]}}""")).ShouldBe("lower");
    }

    [Fact]
    public async Task The_space_limits_the_search()
    {
        await using var sandbox = await FruitAsync();
        var pear = (await sandbox.GetAsync("/assets")).Json.Items().Single(asset => asset.TextAt("name") == "pear").Id();
        var space = """{"identifers":{"iterable":[{"id":"PEAR"}]}}""".Replace("PEAR", pear, StringComparison.Ordinal);

        (await FindAsync(sandbox, $$"""{"query":"orchard","space":{{space}}}""")).ShouldBe("pear");
        (await FindAsync(sandbox, $$"""{"space":{{space}}}""")).ShouldBe("pear");
        (await sandbox.PostAsync("/assets/search", """{"query":"x","space":{}}""")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task An_empty_input_is_500()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        (await sandbox.PostAsync("/assets/search", "{}")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task Related_and_recommended_are_similar_to_the_assets_and_not_these()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var one = await sandbox.CreateAsync("connect to kubernetes cluster and list deployments", "kube", "sh", "kubernetes");
        var alike = await sandbox.CreateAsync("scale deployments in the kubernetes cluster", "scale", "sh", "kubernetes");
        await sandbox.CreateAsync("bake bread with rye", "bread", "txt", "kitchen");
        var body = $$"""{"iterable":[{{one.GetRawText()}}]}""";

        var related = await sandbox.SendAsync(System.Net.Http.HttpMethod.Get, "/assets/related", body);
        var recommended = await sandbox.SendAsync(System.Net.Http.HttpMethod.Get, "/assets/recommended", """{"interactions":{"iterable":[]},"assets":LIST}""".Replace("LIST", body, StringComparison.Ordinal));

        related.Json.ShouldBeA("Assets");
        related.Json.Items().Select(asset => asset.Id()).ShouldBe([alike.Id()]);
        recommended.Json.Items().Select(asset => asset.Id()).ShouldBe([alike.Id()]);
        (await sandbox.GetAsync("/assets/related")).Json.Items().ShouldBeEmpty();
        (await sandbox.GetAsync("/assets/recommended")).Json.Items().ShouldBeEmpty();
    }

    private static string Filters(string list) => """{"filters":{"iterable":LIST}}""".Replace("LIST", list, StringComparison.Ordinal);

    private static async Task<TestSandbox> FruitAsync()
    {
        var sandbox = await TestSandbox.StartAsync();
        await sandbox.CreateAsync("in the orchard", "apple", "cs", "fruit");
        var pear = sandbox.Seed("an ORCHARD", "pear", "cs");
        pear["asset"]!["metadata"]!["websites"] = JsonNode.Parse("""[{"url":"https://example.org/pear","name":"The Pear"}]""");
        await sandbox.CreateAsync(pear);
        var plum = sandbox.Seed("stone", "plum", "py", "fruit", "green");
        plum["asset"]!["metadata"]!["persons"] = JsonNode.Parse("""[{"type":{"basic":{"email":"ada@example.com"}}}]""");
        plum["asset"]!["metadata"]!["annotations"] = JsonNode.Parse("""[{"type":"DESCRIPTION","text":"from the orchard"}]""");
        await sandbox.CreateAsync(plum);
        return sandbox;
    }

    private static async Task<string> FindAsync(TestSandbox sandbox, string input)
    {
        var response = await sandbox.PostAsync("/assets/search", input);
        response.Status.ShouldBe(200, response.Text);
        response.Json.ShouldBeA("AssetsSearchWithFiltersOutput");
        return string.Join(',', response.Json.At("results").Items().Select(hit => hit.TextAt("asset.name")).Order(StringComparer.Ordinal));
    }
}
