using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>The specified assets are removed, and no others.</summary>
public sealed class RemovalJobs(JobFixture fixture) : NamedAssetJobTest(fixture)
{
    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Assets_are_removed(Server server, string form)
    {
        var selected = await SelectAssetsAsync(server, 40);
        var before = await Library.GetAssetsAsync();

        var result = RunWithoutErrors($"{form} Remove-PiecesAsset -Confirm:$false -PassThru");

        result.Output.Select(static removed => removed is string id ? id : TextOf(removed, "Id")).ShouldBe(selected.Select(static asset => asset.Id));
        var gone = selected.Select(static asset => asset.Id).ToHashSet();
        (await Library.GetAssetsAsync()).Select(static asset => asset.Id).ShouldBe(before.Select(static asset => asset.Id).Where(id => !gone.Contains(id)));
    }

    [Theory]
    [InlineData("Get-PiecesAsset *.py, *.ps1 | Remove-PiecesAsset -Confirm:$false")]
    [InlineData("Remove-PiecesAsset *.py, *.ps1 -Confirm:$false")]
    [InlineData("'*.py', '*.ps1', '*.[p]y' | Remove-PiecesAsset -Confirm:$false")]
    [InlineData("Get-PiecesAsset -NoContent | Where-Object Name -match '[.](py|ps1)$' | Remove-PiecesAsset -Confirm:$false")]
    public async Task Assets_are_removed_by_pattern(string script)
    {
        var assets = await FillAsync();
        Connect(Server.Slow);

        RunWithoutErrors(script);

        var kept = assets.Where(static asset => !IsScript(asset)).ToList();
        kept.Count.ShouldBeInRange(50, assets.Count - 5);
        (await Library.GetAssetsAsync()).Select(static asset => asset.Id).ShouldBe(kept.Select(static asset => asset.Id));
    }

    private static bool IsScript(StoredAsset asset) => asset.Name.EndsWith(".py", StringComparison.Ordinal) || asset.Name.EndsWith(".ps1", StringComparison.Ordinal);
}
