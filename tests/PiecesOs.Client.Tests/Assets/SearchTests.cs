using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Assets;

[Collection(SandboxCollections.Assets)]
public class SearchTests(Sandbox sandbox)
{
    [Fact]
    public async Task Assets_search_assets_by_query()
    {
        var asset = await sandbox.CreateAsync("Invoke-Xylophone -Loud", "Music");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsSearchAssetsAsync("xylophone -loud"));

        exchange.ShouldHaveSent("assets_search_assets", "GET /assets/search?query=xylophone%20-loud");
        var found = exchange.Result.ShouldHaveSingleItem();
        found.Id.ShouldBe(asset.Id);
        found.Name.ShouldBe("Music");
        found.IsExact.ShouldBe(true);
        found.Match.ShouldBe("CONTENT");
        found.Score!.Value.ShouldBeInRange(0.001, 1);
        found.IsPseudo.ShouldBe(false);
        found.Asset!.GetContent()!.GetText().ShouldBe("Invoke-Xylophone -Loud");
    }

    [Fact]
    public async Task Assets_search_assets_by_tags_sends_them_as_one_list()
    {
        var both = await sandbox.CreateAsync("tagged twice", name: null, language: null, "näme", "b&c");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsSearchAssetsAsync(searchableTags: ["näme", "b&c"]));

        exchange.ShouldHaveSent("assets_search_assets", "GET /assets/search?searchable_tags=n%C3%A4me%2Cb%26c");
        exchange.Result.ShouldContain(found => found.Id == both.Id && found.Match == "TAGS");
    }

    [Fact]
    public async Task Assets_search_assets_with_all_parameters()
    {
        var asset = await sandbox.CreateAsync("quixotic zebra", name: null, language: null, "animal");

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsSearchAssetsAsync("quixotic", ["animal"], transferables: false, pseudo: true));

        exchange.ShouldHaveSent("assets_search_assets", "GET /assets/search?query=quixotic&searchable_tags=animal&transferables=false&pseudo=true");
        var found = exchange.Result.ShouldHaveSingleItem();
        found.Id.ShouldBe(asset.Id);
        found.Match.ShouldBe("MULTIPLE");
        found.Asset!.GetContent().ShouldBeNull();
    }

    [Fact]
    public async Task Assets_search_with_filters_by_query_and_space()
    {
        var first = await sandbox.CreateAsync("vermilion one");
        var second = await sandbox.CreateAsync("vermilion two");
        var input = new AssetsSearchWithFiltersInput { Query = "vermilion", WithinAssetIds = [second.Id!], CaseSensitive = true };

        var exchange = await sandbox.RecordAsync(pieces => pieces.Assets.AssetsSearchWithFiltersAsync(input, transferables: false, pseudo: true));

        exchange.ShouldHaveSentBody(
            "assets_search_with_filters",
            "POST /assets/search?transferables=false&pseudo=true",
            $$$"""{"query":"vermilion","space":{"identifers":{"iterable":[{"id":"{{{second.Id}}}"}]}},"casing":true}""");
        exchange.Result.Select(found => found.Id).ShouldBe([second.Id]);
        exchange.Result.ShouldNotContain(found => found.Id == first.Id);
    }

    [Fact]
    public async Task Assets_search_with_filters_combines_by_and()
    {
        var both = await sandbox.CreateAsync("echo both", name: null, "sh", "and-1");
        await sandbox.CreateAsync("other language", name: null, "ps1", "and-1");
        await sandbox.CreateAsync("no tag", name: null, "sh");

        (await FindAsync(new AssetFilter { Tags = ["and-1"] }, new AssetFilter { Language = "sh" })).ShouldBe([both.Id]);
        (await FindAsync(new AssetFilter { Tags = ["and-1"], Language = "sh" })).ShouldBe([both.Id]);
    }

    [Fact]
    public async Task Assets_search_with_filters_knows_one_level_of_or()
    {
        var shell = await sandbox.CreateAsync("echo or", name: null, "sh", "or-1");
        var python = await sandbox.CreateAsync("print or", name: null, "py", "or-1");
        await sandbox.CreateAsync("neither", name: null, "sql", "or-1");

        var either = new AssetFilter { Tags = ["or-1"], AnyOf = [new AssetFilter { Language = "sh" }, new AssetFilter { Language = "py" }] };

        (await FindAsync(either)).ShouldBe([shell.Id, python.Id]);
    }

    [Fact]
    public async Task Assets_search_with_filters_by_phrase()
    {
        var asset = await sandbox.CreateAsync("the phrase is heliotrope");

        (await FindAsync(new AssetFilter { Phrase = "HELIOTROPE" })).ShouldBe([asset.Id]);
    }

    [Fact]
    public async Task Assets_search_with_filters_by_time_counts_both_ends_in()
    {
        var asset = await sandbox.CreateAsync("timed", name: null, language: null, "time-1");
        var created = asset.Created!.Value;
        var tick = TimeSpan.FromMicroseconds(1);
        var local = created.ToOffset(TimeSpan.FromHours(5));

        (await FindAsync(Timed(created, created))).ShouldBe([asset.Id]);
        (await FindAsync(Timed(local, to: null))).ShouldBe([asset.Id]);
        (await FindAsync(Timed(created + tick, to: null))).ShouldBeEmpty();
        (await FindAsync(Timed(from: null, created - tick))).ShouldBeEmpty();
        (await FindAsync(new AssetFilter { Tags = ["time-1"], UpdatedAfter = asset.Updated })).ShouldBe([asset.Id]);
        (await FindAsync(new AssetFilter { Tags = ["time-1"], UpdatedBefore = asset.Updated - tick })).ShouldBeEmpty();
    }

    private static AssetFilter Timed(DateTimeOffset? from, DateTimeOffset? to) =>
        new() { Tags = ["time-1"], CreatedAfter = from, CreatedBefore = to };

    private async Task<IEnumerable<string?>> FindAsync(params AssetFilter[] filters)
    {
        var found = await sandbox.Pieces.Assets.AssetsSearchWithFiltersAsync(new AssetsSearchWithFiltersInput { Filters = filters }).ToListAsync();
        return found.Select(one => one.Id);
    }
}
