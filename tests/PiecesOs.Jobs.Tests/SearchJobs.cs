using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>Search results are piped to other cmdlets.</summary>
public sealed class SearchJobs(JobFixture fixture) : JobTest(fixture)
{
    /// <summary>A word in each text that no other text contains, not even approximately.</summary>
    private static readonly string[] s_words =
        [.. Enumerable.Range(0, 44).Select(static number => string.Concat(Enumerable.Repeat($"{(char)('a' + (number % 26))}{(char)('a' + (number / 26))}", 6)) + "word")];

    [Theory]
    [InlineData(Server.Direct, "$words | ForEach-Object { Search-PiecesAsset $_ -First 1 | Get-PiecesAssetContent }")]
    [InlineData(Server.Slow, "$words | ForEach-Object { Search-PiecesAsset -Phrase $_ -NoContent | Get-PiecesAssetContent }")]
    public async Task Each_query_returns_its_own_results(Server server, string script)
    {
        await FillAsync();
        Connect(server);

        var result = RunWithoutErrors(script, ("words", s_words));

        result.OutputAs<string>().ShouldBe(s_words.Select(TextWith));
    }

    [Theory]
    [InlineData("Search-PiecesAsset -Tag even -First 100 | Remove-PiecesAsset -Confirm:$false -PassThru | Select-Object -ExpandProperty Name")]
    [InlineData("Search-PiecesAsset -Tag even -NoContent | Remove-PiecesAsset -Confirm:$false")]
    [InlineData("Search-PiecesAsset -Tag even | Get-PiecesAsset -ThrottleLimit 8 | Remove-PiecesAsset -Confirm:$false")]
    public async Task Search_results_can_be_removed(string script)
    {
        await FillAsync();
        Connect(Server.Slow);

        RunWithoutErrors(script);

        (await Library.GetAssetsAsync()).Select(static asset => asset.Text).ShouldBe(s_words.Where(static (_, number) => number % 2 == 1).Select(TextWith), ignoreOrder: true);
    }

    [Theory]
    [InlineData("Search-PiecesAsset -Tag even -First 100 | Save-PiecesAsset -Destination found")]
    [InlineData("Search-PiecesAsset -Tag even -NoContent | Save-PiecesAsset -Destination found -ThrottleLimit 8")]
    public async Task Search_results_can_be_saved(string script)
    {
        await FillAsync();
        Connect(Server.Slow);

        var result = RunWithoutErrors(script);

        var found = result.Output.Cast<FileInfo>().ToDictionary(static file => Path.GetFileNameWithoutExtension(file.Name), static file => File.ReadAllText(file.FullName));
        found.Keys.ShouldBe(Even().Select(static word => "About " + word), ignoreOrder: true);
        found.Where(static file => file.Value != TextWith(file.Key["About ".Length..])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_results_can_be_linked()
    {
        await FillAsync();
        Connect(Server.Slow);

        RunWithoutErrors("Search-PiecesAsset -Tag even -First 100 | New-PiecesLink -AsCollection -Name 'even-ones'; Search-PiecesAsset -Tag odd | New-PiecesLink -ThrottleLimit 8");

        var names = (await Library.GetAssetsAsync()).ToDictionary(static asset => asset.Id, static asset => asset.Name);
        var shares = await Library.GetSharesAsync();
        shares.Single(static share => share.Name == "even-ones").AssetIds.Select(id => names[id]).ShouldBe(Even().Select(static word => "About " + word), ignoreOrder: true);
        shares.Where(static share => share.Name != "even-ones").Select(share => names[share.AssetIds.Single()])
            .ShouldBe(s_words.Except(Even()).Select(static word => "About " + word), ignoreOrder: true);
    }

    [Fact]
    public async Task A_search_can_be_limited_to_some_assets()
    {
        await FillAsync();
        Connect(Server.Slow);

        var result = RunWithoutErrors(
            """
            $some = Get-PiecesAsset -NoContent | Where-Object Language -eq py
            Search-PiecesAsset 'sentence' -Within $some | Get-PiecesAssetContent
            """);

        result.OutputAs<string>().ShouldBe(s_words.Where(static (_, number) => number % 4 == 0).Select(TextWith), ignoreOrder: true);
    }

    [Theory]
    [InlineData("Search-PiecesAsset -Tag even | Get-PiecesRelatedAsset")]
    [InlineData("Search-PiecesAsset -Tag even | Get-PiecesRecommendedAsset")]
    public async Task Related_and_recommended_assets_are_returned(string script)
    {
        await FillAsync();
        Connect(Server.Slow);

        var result = RunWithoutErrors(script);

        var stored = await Library.GetAssetsByIdAsync();
        result.Output.ShouldNotBeEmpty();
        result.Output.Where(asset => stored[TextOf(asset, "Id")].Name != TextOf(asset, "Name")).ShouldBeEmpty();
    }

    private static string TextWith(string word) => $"a sentence about {word} and nothing else";

    private static IEnumerable<string> Even() => s_words.Where(static (_, number) => number % 2 == 0);

    private async Task FillAsync()
    {
        Folder.Write("words.csv", "Text,Name,Language,Tag\n" + string.Join('\n', s_words.Select(static (word, number) =>
            $"{TextWith(word)},About {word},{(number % 4 == 0 ? "py" : "txt")},{(number % 2 == 0 ? "even" : "odd")}")));
        Connect(Server.Direct);
        RunWithoutErrors("Import-Csv words.csv | ForEach-Object { New-PiecesAsset $_.Text $_.Name -Language $_.Language -Tag $_.Tag }");
        (await Library.GetAssetsAsync()).Count.ShouldBe(s_words.Length);
    }
}
