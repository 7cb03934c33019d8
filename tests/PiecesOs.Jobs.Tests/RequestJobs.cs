using System.Globalization;
using PiecesOs.Jobs.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Jobs.Tests;

/// <summary>
/// A job sends as few requests as it can: on a real Pieces OS, each list takes 47 ms per asset. README compares the requests with the
/// least possible.
/// </summary>
public sealed class RequestJobs(JobFixture fixture) : JobTest(fixture)
{
    private const int Assets = 300;

    [Theory]
    [InlineData("Get-PiecesAsset -Id $id", 1, 0)]
    [InlineData("Get-PiecesAsset -Name $name", 2, 1)]
    [InlineData("Get-PiecesAsset", 1, 1)]
    [InlineData("Get-PiecesAsset -NoContent", 1, 1)]
    [InlineData("Search-PiecesAsset retry", 1, 0)]
    [InlineData("TabExpansion2 'Get-PiecesAsset -Id ' 20", 1, 1)]
    [InlineData("Get-ChildItem snippets | New-PiecesAsset", 40, 0)]
    [InlineData("Import-PiecesLibrary snippets", 41, 1)]
    [InlineData("Export-PiecesLibrary export", 10, 1)]
    [InlineData("New-PiecesLink -Asset $id", 2, 0)]
    [InlineData("New-PiecesLink -Asset $id | Revoke-PiecesLink -Confirm:$false", 3, 0)]
    public async Task A_job_sends_no_more_requests_than_now(string script, int most, int lists)
    {
        await PrepareAsync();

        RunWithoutErrors(script);

        await ShouldSendAsync(most, lists);
    }

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 11)]
    public async Task A_second_export_requests_only_what_changed(bool isRenamed, int most)
    {
        var id = await PrepareAsync();
        RunWithoutErrors("Export-PiecesLibrary export");
        var first = await Sandbox.CountSentBytesAsync();
        if (isRenamed)
            await Sandbox.RenameAsync(id, "renamed");
        Connect(Server.Direct);
        await Sandbox.ClearRequestsAsync();

        RunWithoutErrors("Export-PiecesLibrary export");

        await ShouldSendAsync(most, lists: 1);
        (await Sandbox.CountSentBytesAsync()).ShouldBeLessThan(first * 9 / 10);
    }

    /// <summary>Fills the library, and connects without the names that an earlier test has read. Returns the ID of an asset.</summary>
    private async Task<string> PrepareAsync()
    {
        await Sandbox.AddSamplesAsync(Assets);
        Directory.CreateDirectory(Folder.PathOf("snippets"));
        for (var number = 0; number < 40; number++)
            Folder.Write(string.Create(CultureInfo.InvariantCulture, $"snippets/snippet-{number}.ps1"), string.Create(CultureInfo.InvariantCulture, $"Get-Item {number}"));
        var asset = (await Library.GetAssetsAsync()).GroupBy(static asset => asset.Name, StringComparer.OrdinalIgnoreCase).First(static group => group.Count() == 1 && group.Key.All(char.IsAsciiLetter)).Single();
        Session.Runspace.SessionStateProxy.SetVariable("id", asset.Id);
        Session.Runspace.SessionStateProxy.SetVariable("name", asset.Name);
        Connect(Server.Direct);
        await Sandbox.ClearRequestsAsync();
        return asset.Id;
    }

    private async Task ShouldSendAsync(int most, int lists)
    {
        var requests = await Sandbox.GetRequestsAsync();
        requests.Count.ShouldBeLessThanOrEqualTo(most, string.Join('\n', requests));
        requests.Count(static request => request.StartsWith("GET /assets?", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(lists, string.Join('\n', requests));
    }
}
