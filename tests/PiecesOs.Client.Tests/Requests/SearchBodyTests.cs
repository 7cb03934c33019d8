using System.Text.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Requests;

public class SearchBodyTests
{
    private static readonly DateTimeOffset s_early = new DateTimeOffset(2025, 5, 20, 14, 41, 46, TimeSpan.FromHours(2)).AddTicks(2112070);
    private static readonly DateTimeOffset s_late = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Nothing_set_is_an_empty_object() => (await Wire.TextOfAsync(new AssetsSearchWithFiltersInput())).ShouldBe("{}");

    [Fact]
    public async Task Query_space_and_casing_with_the_spelling_of_the_api() =>
        (await Wire.TextOfAsync(new AssetsSearchWithFiltersInput { Query = "q", WithinAssetIds = ["a", "b"], CaseSensitive = false })).ShouldBe(
            """{"query":"q","space":{"identifers":{"iterable":[{"id":"a"},{"id":"b"}]}},"casing":false}""");

    [Fact]
    public async Task All_of_a_filter() =>
        (await FilterAsync(new AssetFilter
        {
            Language = "ps1",
            Tags = ["t1", "t2"],
            Websites = ["https://x.example"],
            Persons = ["a@x.example"],
            Phrase = "exactly this",
        })).ShouldBe("""{"classification":"ps1","tags":["t1","t2"],"websites":["https://x.example"],"persons":["a@x.example"],"phrase":{"value":"exactly this"}}""");

    [Fact]
    public async Task A_range_from_and_to_is_between_and_in_utc() =>
        (await FilterAsync(new AssetFilter { CreatedAfter = s_early, CreatedBefore = s_late })).ShouldBe(
            """{"created":{"from":{"value":"2025-05-20T12:41:46.211207Z"},"to":{"value":"2025-06-01T00:00:00.000000Z"},"between":true}}""");

    [Fact]
    public async Task An_open_range_has_one_end() =>
        (await FilterAsync(new AssetFilter { CreatedAfter = s_early, UpdatedBefore = s_late })).ShouldBe(
            """{"created":{"from":{"value":"2025-05-20T12:41:46.211207Z"}},"updated":{"to":{"value":"2025-06-01T00:00:00.000000Z"}}}""");

    [Fact]
    public async Task Filters_are_an_and_of_filters_with_an_or_inside() =>
        (await Wire.TextOfAsync(new AssetsSearchWithFiltersInput
        {
            Filters = [new AssetFilter { Language = "a" }, new AssetFilter { AnyOf = [new AssetFilter { Language = "b" }, new AssetFilter { Tags = ["c"] }] }],
        })).ShouldBe(
            """{"filters":{"type":"AND","iterable":[{"classification":"a"},"""
            + """{"operations":{"type":"OR","iterable":[{"classification":"b"},{"tags":["c"]}]}}]}}""");

    private static async Task<string> FilterAsync(AssetFilter filter)
    {
        var text = await Wire.TextOfAsync(new AssetsSearchWithFiltersInput { Filters = [filter] });
        return JsonElement.Parse(text).GetProperty("filters").GetProperty("iterable")[0].GetRawText();
    }
}
