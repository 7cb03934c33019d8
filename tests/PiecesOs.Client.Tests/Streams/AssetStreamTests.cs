using System.Net.Http.Json;
using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Streams;

/// <summary>The two streams of assets, which differ in whether content comes along.</summary>
[Collection(SandboxCollections.Streams)]
public class AssetStreamTests(Sandbox sandbox)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_frame_is_all_assets(bool transferables)
    {
        var first = await sandbox.CreateAsync("already there 1");
        var second = await sandbox.CreateAsync("already there 2");
        var connected = 0;
        await using var stream = new StreamReader<Asset>(token => Open(transferables, () => connected++, token));

        var frame = await stream.NextAsync();

        connected.ShouldBe(1);
        (frame.Single(asset => asset.Id == first.Id).GetContent()?.GetText()).ShouldBe(transferables ? "already there 1" : null);
        (frame.Single(asset => asset.Id == second.Id).GetContent()?.GetText()).ShouldBe(transferables ? "already there 2" : null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Creating_and_updating_pushes_the_asset(bool transferables)
    {
        await using var stream = new StreamReader<Asset>(token => Open(transferables, connected: null, token));
        await stream.NextAsync();

        var asset = await sandbox.CreateAsync("pushed", "Before");
        var created = await stream.NextAsync();
        await RenameAsync(asset, "After");
        var updated = await stream.NextAsync();

        created.ShouldHaveSingleItem().Id.ShouldBe(asset.Id);
        (created[0].GetContent()?.GetText()).ShouldBe(transferables ? "pushed" : null);
        created[0].Name.ShouldBe("Before");
        updated.ShouldHaveSingleItem().Id.ShouldBe(asset.Id);
        updated[0].Name.ShouldBe("After");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deleted_asset_is_not_pushed_again(bool transferables)
    {
        var asset = await sandbox.CreateAsync("to vanish");
        await using var stream = new StreamReader<Asset>(token => Open(transferables, connected: null, token));
        await stream.NextAsync();

        await sandbox.Pieces.Assets.AssetsDeleteAssetAsync(asset.Id!);
        var next = await sandbox.CreateAsync("after the deletion");

        (await stream.UntilAsync(one => one.Id == next.Id)).Select(one => one.Id).ShouldBe([next.Id]);
    }

    private IAsyncEnumerable<IReadOnlyList<Asset>> Open(bool transferables, Action? connected, CancellationToken token) =>
        transferables
            ? sandbox.Pieces.AssetStreams.GetAssetsStreamTransferablesAsync(connected, token)
            : sandbox.Pieces.AssetStreams.StreamAssetsAsync(connected, token);

    private async Task RenameAsync(Asset asset, string name)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = sandbox.Address };
        using var response = await http.PostAsJsonAsync("asset/update", new { id = asset.Id, name });
        response.EnsureSuccessStatusCode();
    }
}
