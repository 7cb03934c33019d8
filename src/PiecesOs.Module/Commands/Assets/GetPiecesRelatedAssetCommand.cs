using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets assets that are like the given ones taken together (operation <c>assets_get_related_assets</c>). Needs PowerShell 7.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesRelatedAsset")]
[OutputType(typeof(Asset))]
public sealed class GetPiecesRelatedAssetCommand : AssetGroupCmdlet
{
    /// <inheritdoc/>
    private protected override IAsyncEnumerable<Asset> GetFor(
        PiecesClient client, IReadOnlyList<Asset> assets, CancellationToken cancellationToken) =>
        client.Assets.AssetsGetRelatedAssetsAsync(assets, cancellationToken);
}
