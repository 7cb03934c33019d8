using System.Text.Json;
using PiecesOs.Server.Hosting;
using PiecesOs.Server.Http;

namespace PiecesOs.Server.Tests.Pieces;

/// <summary>GET /assets/search.</summary>
public sealed class SearchTests
{
    [Fact]
    public async Task Title_comes_before_tags_before_annotations_before_content()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var title = await sandbox.CreateAsync("a", "Feed the Walrus");
        var tags = await sandbox.CreateAsync("b", "b", null, "walrus");
        var seed = sandbox.Seed("c", "c");
        seed["asset"]!["metadata"]!["annotations"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"type":"COMMENT","text":"about a walrus"}]""");
        var annotation = await sandbox.CreateAsync(seed);
        var content = await sandbox.CreateAsync("the WALRUS eats", "d");
        var name = await sandbox.CreateAsync("e", "walrus");

        var found = (await sandbox.GetAsync("/assets/search?query=walrus")).Json;

        found.ShouldBeA("SearchedAssets");
        Ids(found).ShouldBe([name.Id(), title.Id(), tags.Id(), annotation.Id(), content.Id()]);
        found.Items().Select(hit => hit.TextAt("match")).ShouldBe(["TITLE", "TITLE", "TAGS", "ANNOTATION", "CONTENT"]);
        found.Items().ShouldAllBe(hit => hit.At("exact").GetBoolean() && hit.At("score").GetDouble() == 1);
        found.At("exact").GetInt32().ShouldBe(5);
        found.At("suggested").GetInt32().ShouldBe(0);
        found.Items()[0].TextAt("asset.id").ShouldBe(name.Id());
    }

    [Theory]
    [InlineData("debuonce")]
    [InlineData("debonce")]
    [InlineData("debounxe")]
    [InlineData("ebounce function")]
    public async Task Mistyped_words_are_found_with_a_lower_score(string query)
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 20 });

        var found = (await sandbox.GetAsync($"/assets/search?query={Uri.EscapeDataString(query)}")).Json;

        var first = found.Items()[0];
        first.TextAt("asset.name").ShouldBe("Debounce");
        first.At("score").GetDouble().ShouldBeInRange(0.4, 1);
    }

    [Theory]
    [InlineData("retri clint")]
    [InlineData("clint tail")]
    [InlineData("überraschunk clint")]
    [InlineData("превет clint")]
    public async Task Similar_words_count_in_any_case_and_between_other_scripts(string query)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.CreateAsync("ПРИВЕТ — RETRY, 日本ÉCLAIR ÜBERRASCHUNG😀 the CLIENT. Ende: TAIL", "x");

        var found = (await sandbox.GetAsync($"/assets/search?query={Uri.EscapeDataString(query)}")).Json;

        found.Items().ShouldHaveSingleItem().At("score").GetDouble().ShouldBeInRange(0.6, 0.9);
    }

    [Fact]
    public async Task All_words_apart_are_a_fuzzy_match_above_some_of_them()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var both = await sandbox.CreateAsync("x", "client that can retry");
        await sandbox.CreateAsync("x", "client only");

        var found = (await sandbox.GetAsync("/assets/search?query=retry%20client")).Json;

        Ids(found)[0].ShouldBe(both.Id());
        found.Items()[0].TextAt("match").ShouldBe("FUZZY");
        found.Items()[0].At("exact").GetBoolean().ShouldBeFalse();
        found.At("suggested").GetInt32().ShouldBe(found.Items().Count);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\" OR name:*")]
    [InlineData("a'b\"c%_\\")]
    [InlineData("NEAR(")]
    [InlineData("(((")]
    [InlineData("x\0yz")]
    [InlineData("日本")]
    [InlineData("😀")]
    public async Task Any_characters_are_just_text(string text)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var asset = await sandbox.CreateAsync("nothing", $"before {text} after");

        var response = await sandbox.GetAsync($"/assets/search?query={Uri.EscapeDataString(text)}");

        response.Status.ShouldBe(200, response.Text);
        if (!text.Contains('\0', StringComparison.Ordinal))
            Ids(response.Json).ShouldHaveSingleItem().ShouldBe(asset.Id());
    }

    [Fact]
    public async Task Without_similar_words_nothing_is_found()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 20 });

        (await sandbox.GetAsync("/assets/search?query=qqqzzzxxx")).Json.Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Tags_are_searched_as_a_list_those_with_more_first()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var one = await sandbox.CreateAsync("x", "one", null, "red");
        var two = await sandbox.CreateAsync("x", "two", null, "Red", "blue");
        await sandbox.CreateAsync("red blue", "none", null, "reddish");

        var found = (await sandbox.GetAsync("/assets/search?searchable_tags=red,%20BLUE")).Json;

        Ids(found).ShouldBe([two.Id(), one.Id()]);
        found.Items().Select(hit => hit.At("score").GetDouble()).ShouldBe([1, 0.5]);
        found.Items().ShouldAllBe(hit => hit.TextAt("match") == "TAGS");
    }

    [Fact]
    public async Task Query_and_tags_must_both_match()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var both = await sandbox.CreateAsync("walrus", "a", null, "red");
        await sandbox.CreateAsync("walrus", "b", null, "blue");
        await sandbox.CreateAsync("seal", "c", null, "red");

        var found = (await sandbox.GetAsync("/assets/search?query=walrus&searchable_tags=red")).Json;

        Ids(found).ShouldBe([both.Id()]);
        found.TextAt("iterable.0.match").ShouldBe("MULTIPLE");
    }

    [Theory]
    [InlineData("/assets/search")]
    [InlineData("/assets/search?query=&searchable_tags=,")]
    public async Task Neither_is_500(string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var response = await sandbox.GetAsync(path);

        response.Status.ShouldBe(500);
        response.Type.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Deleted_assets_and_pseudo_ones_are_not_found()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var deleted = await sandbox.CreateAsync("walrus");
        var seed = sandbox.Seed("walrus");
        seed["asset"]!["pseudo"] = true;
        var pseudo = await sandbox.CreateAsync(seed);
        await sandbox.PostAsync($"/assets/{deleted.Id()}/delete");

        (await sandbox.GetAsync("/assets/search?query=walrus")).Json.Items().ShouldBeEmpty();
        var found = (await sandbox.GetAsync("/assets/search?query=walrus&pseudo=true")).Json;
        Ids(found).ShouldBe([pseudo.Id()]);
        found.At("iterable.0.pseudo").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_common_word_returns_the_newest_hundred()
    {
        await using var sandbox = await TestSandbox.StartAsync(new ServerOptions { Sample = 300 });

        var found = (await sandbox.GetAsync("/assets/search?query=OPEN&transferables=false")).Json;
        var many = (await sandbox.GetAsync("/assets/search?query=for&transferables=false")).Json;

        found.GetRawText().ShouldNotContain("\"raw\"");
        many.Items().Count.ShouldBe(100);
    }

    private static string[] Ids(JsonElement found) => [.. found.Items().Select(hit => hit.TextAt("identifier")!)];
}
