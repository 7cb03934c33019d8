using PiecesOs.Client.Tests.Support;
using Shouldly;
using Xunit;

namespace PiecesOs.Client.Tests.Requests;

[Collection(SandboxCollections.Assets)]
public class LargeFileTests(Sandbox sandbox)
{
    [Fact]
    public async Task A_large_file_is_the_same_on_the_server()
    {
        var bytes = Enumerable.Range(0, 1_500_000).Select(i => (byte)(i ^ (i >> 8))).ToArray();
        var seed = new SeedBody
        {
            Application = sandbox.Application,
            Content = SeedContent.FromBytes(() => new MemoryStream(bytes), bytes.Length, "large.bin"),
        };

        var asset = await sandbox.Pieces.Assets.AssetsCreateNewAssetAsync(seed, transferables: false);

        asset.Size.ShouldBe(bytes.Length);
        var read = await sandbox.Pieces.Assets.AssetsSpecificAssetFormatsSnapshotAsync(asset.Id!).ToListAsync();
        read.Single().GetContent()!.GetBytes().AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        await sandbox.Pieces.Assets.AssetsDeleteAssetAsync(asset.Id!);
    }
}
