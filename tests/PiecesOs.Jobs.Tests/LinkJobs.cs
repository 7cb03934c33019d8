using System.Net;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>Each new link shows the asset that it was created for.</summary>
public sealed class LinkJobs(JobFixture fixture) : JobTest(fixture)
{
    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Files_become_assets_and_then_links(Server server)
    {
        var files = WriteFiles(Materials.Files(seed: 21, 150));
        Connect(server);

        var result = RunWithoutErrors("Get-ChildItem $folder -File -Recurse -Force -OutVariable files | New-PiecesAsset | New-PiecesLink -ThrottleLimit 8");

        var inputs = InOrderOf("files", files);
        var stored = await Library.GetAssetsByIdAsync();
        stored.Count.ShouldBe(inputs.Count);
        ShouldMatch(inputs, [.. result.Output.Select(share => stored[TextOf(share, "AssetId")])]);
        await ShouldShowAsync(inputs, result.Output);
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Files_become_links(Server server)
    {
        var files = WriteFiles(Materials.Files(seed: 22, 100));
        Connect(server);

        var result = RunWithoutErrors(
            """
            $files = Get-ChildItem $folder -File -Recurse -Force
            New-PiecesLink -LiteralPath $files.FullName -ThrottleLimit 8
            """);

        var inputs = InOrderOf("files", files);
        var stored = await Library.GetAssetsByIdAsync();
        ShouldMatch(inputs, [.. result.Output.Select(share => stored[TextOf(share, "AssetId")])]);
        await ShouldShowAsync(inputs, result.Output);
    }

    [Fact]
    public async Task Texts_become_links()
    {
        var rows = Materials.Rows(seed: 23, 60);
        WriteCsv("rows.csv", rows);
        Connect(Server.Slow);

        var result = RunWithoutErrors("Import-Csv $folder/rows.csv | ForEach-Object { New-PiecesLink -Text $_.Text -Name $_.Name -Language $_.Language }");

        var stored = await Library.GetAssetsByIdAsync();
        ShouldMatch(rows, [.. result.Output.Select(share => stored[TextOf(share, "AssetId")])]);
        await ShouldShowAsync(rows, result.Output);
    }

    [Theory]
    [InlineData(Server.Direct, "Get-PiecesAsset | New-PiecesLink -ThrottleLimit 8")]
    [InlineData(Server.Slow, "Get-PiecesAsset | New-PiecesLink -ThrottleLimit 8")]
    [InlineData(Server.Slow, "Get-PiecesAsset -NoContent | New-PiecesLink -ThrottleLimit 8")]
    [InlineData(Server.Slow, "(Get-PiecesAsset).Name | New-PiecesLink -ThrottleLimit 8")]
    [InlineData(Server.Slow, "New-PiecesLink (Get-PiecesAsset).Id -ThrottleLimit 8")]
    [InlineData(Server.Slow, "New-PiecesLink * -ThrottleLimit 8")]
    [InlineData(Server.Slow, "Get-PiecesAsset | Select-Object Id, Name | Export-Csv ids.csv; Import-Csv ids.csv | New-PiecesLink -ThrottleLimit 8")]
    [InlineData(Server.Slow, "Get-PiecesAsset | Export-Clixml assets.xml; Import-Clixml assets.xml | New-PiecesLink -ThrottleLimit 8")]
    [InlineData(Server.Direct, "Get-PiecesAsset | New-PiecesShare -ThrottleLimit 8")]
    [InlineData(Server.Slow, "Get-PiecesAsset | New-PiecesShare -ThrottleLimit 8")]
    [InlineData(Server.Slow, "(Get-PiecesAsset).Id | New-PiecesShare -ThrottleLimit 8")]
    public async Task Assets_become_links(Server server, string script)
    {
        var materials = Materials.Rows(seed: 24, 120);
        var assets = await FillLibraryAsync(materials);
        Connect(server);

        var result = RunWithoutErrors(script);

        result.Output.Select(static share => TextOf(share, "AssetId")).ShouldBe(assets.Select(static asset => asset.Id));
        var byId = materials.ToDictionary(static material => material.Name);
        await ShouldShowAsync([.. assets.Select(asset => byId[asset.Name])], result.Output);
        (await Library.GetAssetsAsync()).Count.ShouldBe(assets.Count);
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Shares_are_created_with_names(Server server)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 26, 60));
        Connect(server);

        var result = RunWithoutErrors("Get-PiecesAsset | ForEach-Object { New-PiecesShare $_ -Name \"about-$($_.Id)\" }");

        result.Output.Select(static share => TextOf(share, "AssetId")).ShouldBe(assets.Select(static asset => asset.Id));
        var shares = await Library.GetSharesAsync();
        shares.Select(static share => share.Name).ShouldBe(assets.Select(static asset => "about-" + asset.Id), ignoreOrder: true);
        shares.Where(static share => share.Name != "about-" + share.AssetIds.Single()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Get-PiecesAsset '*.ps1', '*.py' | New-PiecesLink -AsCollection -Name scripts")]
    [InlineData("'*.ps1', '*.py' | New-PiecesLink -AsCollection -Name scripts")]
    [InlineData("(Get-PiecesAsset '*.ps1', '*.py').Name | New-PiecesShare -AsCollection -Name scripts")]
    public async Task Assets_become_one_link(string script)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 25, 150));
        Connect(Server.Slow);

        RunWithoutErrors(script);

        var share = (await Library.GetSharesAsync()).ShouldHaveSingleItem();
        share.Name.ShouldBe("scripts");
        var expected = assets.Where(static asset => asset.Name.EndsWith(".ps1", StringComparison.Ordinal) || asset.Name.EndsWith(".py", StringComparison.Ordinal)).ToList();
        expected.Count.ShouldBeGreaterThan(15);
        share.AssetIds.ShouldBe(expected.Select(static asset => asset.Id), ignoreOrder: true);
        var page = WebUtility.HtmlDecode((await Library.OpenAsync(share.Link)).Page);
        expected.Where(asset => !page.Contains(asset.Name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Each link must be stored for its asset, work, and show the name and text of the material. There must be no other links.</summary>
    private async Task ShouldShowAsync(IReadOnlyList<Material> materials, IReadOnlyList<object?> output)
    {
        var shares = (await Library.GetSharesAsync()).ToDictionary(static share => share.Id);
        shares.Count.ShouldBe(materials.Count);
        output.Count.ShouldBe(materials.Count);
        var wrong = new List<string>();
        foreach (var (material, item) in materials.Zip(output))
        {
            var share = shares[TextOf(item, "Id")];
            if (share.Link != TextOf(item, "Link") || share.AssetIds.Single() != TextOf(item, "AssetId") || share.Access != "PUBLIC")
                wrong.Add($"{material}: {share}");
            var (status, page) = await Library.OpenAsync(share.Link);
            var shown = WebUtility.HtmlDecode(page);
            if (status != 200 || !shown.Contains(material.Name, StringComparison.Ordinal))
                wrong.Add($"{material}: the page has another name, or status {status}.");
            if (material.IsText && !shown.Contains(material.Text, StringComparison.Ordinal))
                wrong.Add($"{material}: the page has another text.");
        }

        wrong.ShouldBeEmpty();
    }
}
