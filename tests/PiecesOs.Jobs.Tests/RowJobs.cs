using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>The rows of CSV files become assets or identify assets.</summary>
public sealed class RowJobs(JobFixture fixture) : JobTest(fixture)
{
    [Theory]
    [InlineData(Server.Direct, 4)]
    [InlineData(Server.Slow, 4)]
    [InlineData(Server.Slow, 32)]
    public async Task Rows_with_text_name_and_language_become_assets(Server server, int throttleLimit)
    {
        var rows = Materials.Rows(seed: 31, 350);
        WriteCsv("rows.csv", rows);
        Connect(server);

        var result = RunWithoutErrors("Import-Csv $folder/rows.csv | New-PiecesAsset -ThrottleLimit $limit", ("limit", throttleLimit));

        await ShouldBeStoredAsync(rows, result.Output);
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Rows_can_be_arguments(Server server)
    {
        var rows = Materials.Rows(seed: 32, 60);
        WriteCsv("rows.csv", rows);
        Connect(server);

        var result = RunWithoutErrors(
            """
            foreach ($row in Import-Csv $folder/rows.csv) {
                New-PiecesAsset $row.Text $row.Name -Language $row.Language -Tag $row.Tag, all -Description $row.Description
            }
            """);

        await ShouldBeStoredAsync(rows, result.Output);
        var stored = await Library.GetAssetsByIdAsync();
        var assets = result.Output.Select(asset => stored[TextOf(asset, "Id")]).ToList();
        assets.Select(static asset => string.Join('|', asset.Tags.Order())).ShouldBe(rows.Select(static row => $"all|tag-{row.Number}"));
        assets.Select(static asset => asset.Descriptions.Single()).ShouldBe(rows.Select(static row => $"Description of {row.Number}"));
    }

    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Rows_can_be_of_several_types(Server server)
    {
        var rows = Materials.Rows(seed: 33, 250);
        WriteCsv("rows.csv", rows);
        Connect(server);

        var result = RunWithoutErrors(
            """
            $rows = Import-Csv $folder/rows.csv
            $rows | ConvertTo-Json | ConvertFrom-Json | Where-Object { $_.Number % 2 -eq 0 } | New-PiecesAsset
            $rows | Export-Clixml rows.xml
            Import-Clixml rows.xml | Where-Object { $_.Number % 2 -eq 1 } | Select-Object Text, Name, Language | New-PiecesAsset
            """);

        await ShouldBeStoredAsync([.. rows.Where(static row => row.Number % 2 == 0), .. rows.Where(static row => row.Number % 2 == 1)], result.Output);
    }

    /// <summary>Handwritten rows: some lack the Name or Language column.</summary>
    [Theory]
    [InlineData(Server.Direct)]
    [InlineData(Server.Slow)]
    public async Task Rows_can_lack_columns(Server server)
    {
        var rows = Materials.Rows(seed: 34, 300);
        WriteCsv("rows.csv", rows);
        Connect(server);

        var result = RunWithoutErrors(
            """
            Import-Csv $folder/rows.csv | ForEach-Object {
                if ($_.Number % 3 -eq 0) { $_ | Select-Object Text, Name } elseif ($_.Number % 3 -eq 1) { $_ | Select-Object Text, Language } else { $_ }
            } | New-PiecesAsset -ThrottleLimit 8
            """);

        var stored = await Library.GetAssetsByIdAsync();
        var assets = result.Output.Select(asset => stored[TextOf(asset, "Id")]).ToList();
        assets.Select(static asset => asset.Text).ShouldBe(rows.Select(static row => row.Text));
        rows.Zip(assets).Where(static pair => pair.First.Number % 3 != 1 && pair.First.Name != pair.Second.Name).ShouldBeEmpty();
        rows.Zip(assets).Where(static pair => pair.First.Number % 3 != 0 && pair.First.Language != pair.Second.Language).ShouldBeEmpty();
        rows.Zip(assets).Where(pair => pair.First.Number % 3 == 1 && rows.Any(row => row.Name == pair.Second.Name)).ShouldBeEmpty("A row without a name must not get that of another.");
    }

    [Theory]
    [InlineData(Server.Direct, "Select-Object Id", "Get-PiecesAsset")]
    [InlineData(Server.Slow, "Select-Object Id", "Get-PiecesAsset -ThrottleLimit 8")]
    [InlineData(Server.Slow, "Select-Object Name", "Get-PiecesAsset -ThrottleLimit 8")]
    [InlineData(Server.Slow, "Select-Object @{ Name = 'AssetId'; Expression = { $_.Id } }, Language", "Get-PiecesAsset -ThrottleLimit 8")]
    public async Task Rows_can_identify_assets_to_get(Server server, string columns, string get)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 35, 200));
        Connect(server);

        var result = RunWithoutErrors($"Get-PiecesAsset | {columns} | Export-Csv $folder/assets.csv; Import-Csv $folder/assets.csv | {get}");

        result.Output.Select(static asset => TextOf(asset, "Id")).ShouldBe(assets.Select(static asset => asset.Id));
    }

    [Theory]
    [InlineData(Server.Direct, "Select-Object Id, Language")]
    [InlineData(Server.Slow, "Select-Object Id, Language")]
    [InlineData(Server.Slow, "Select-Object Name")]
    public async Task Rows_can_identify_assets_to_remove(Server server, string columns)
    {
        var assets = await FillLibraryAsync(Materials.Rows(seed: 36, 200));
        Connect(server);

        RunWithoutErrors(
            $"Get-PiecesAsset -NoContent | Where-Object Language -in ps1, py, go, rs | {columns} | Export-Csv $folder/assets.csv; Import-Csv $folder/assets.csv | Remove-PiecesAsset -Confirm:$false");

        var kept = assets.Where(static asset => asset.Language is not ("ps1" or "py" or "go" or "rs")).ToList();
        kept.Count.ShouldBeInRange(100, 180);
        (await Library.GetAssetsAsync()).Select(static asset => asset.Id).ShouldBe(kept.Select(static asset => asset.Id));
    }
}
