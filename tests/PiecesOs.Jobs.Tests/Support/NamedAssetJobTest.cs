using Xunit;

namespace PiecesOs.Jobs.Tests.Support;

/// <summary>A job for some assets of a library, identified in every form.</summary>
public abstract class NamedAssetJobTest(JobFixture fixture) : JobTest(fixture)
{
    /// <summary>Scripts that specify the assets in <c>$ids</c>, in their order.</summary>
    private static readonly string[] s_forms =
    [
        "$ids |",
        "$names |",
        "$ids | ForEach-Object { [guid] $_ } |",
        "$assets |",
        "$assets | Select-Object Id, Language |",
        "$assets | Select-Object Name |",
        "$assets | ConvertTo-Json -Depth 3 -WarningAction Ignore | ConvertFrom-Json |",
        "$assets | Export-Clixml assets.xml; Import-Clixml assets.xml |",
        "$assets | Select-Object Id, Name | Export-Csv assets.csv; Import-Csv assets.csv |",
        "Receive-Job -Wait ($ids | ForEach-Object -AsJob -Parallel { @{ AssetId = $_ } }) | Sort-Object { $ids.IndexOf($_.AssetId) } |",
    ];

    /// <summary>The forms, each against one of the servers.</summary>
    public static TheoryData<Server, string> Forms => [.. s_forms.Select(static (form, index) => (index % 3 == 0 ? Server.Direct : Server.Slow, form))];

    /// <summary>Fills the library and selects some of its assets in another order: <c>$ids</c>, <c>$names</c> and <c>$assets</c>.</summary>
    protected async Task<IReadOnlyList<StoredAsset>> SelectAssetsAsync(Server server, int count)
    {
        var assets = (await FillAsync()).ToArray();
        new Random(41).Shuffle(assets);
        var selected = assets.Take(count).ToList();
        Connect(server);
        RunWithoutErrors(
            """
            $all = @{}
            foreach ($asset in Get-PiecesAsset -NoContent) { $all[$asset.Id] = $asset }
            $assets = foreach ($id in $ids) { $all[$id] }
            """,
            ("ids", selected.Select(static asset => asset.Id).ToArray()),
            ("names", selected.Select(static asset => asset.Name).ToArray()));
        return selected;
    }

    /// <summary>Fills the library, unless an earlier test has done so.</summary>
    protected async Task<IReadOnlyList<StoredAsset>> FillAsync()
    {
        if (KeepsLibrary && await Library.GetAssetsAsync() is { Count: > 0 } kept)
            return kept;
        return await FillLibraryAsync([.. Materials.Files(seed: 41, KeepsLibrary ? 230 : 120).Where(static material => !material.HasFixedName)]);
    }
}
