using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets assets that Pieces OS recommends to somebody who has just looked at the given ones (operation
/// <c>assets_get_recommended_assets</c>). Needs PowerShell 7.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesRecommendedAsset")]
[OutputType(typeof(Asset))]
public sealed class GetPiecesRecommendedAssetCommand : AssetGroupCmdlet
{
    /// <summary>How long each of them was looked at.</summary>
    [Parameter]
    public TimeSpan Viewed { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>They were clicked.</summary>
    [Parameter]
    public SwitchParameter Touched { get; set; }

    /// <summary>They were scrolled.</summary>
    [Parameter]
    public SwitchParameter Scrolled { get; set; }

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<Asset> GetFor(
        PiecesClient client, IReadOnlyList<Asset> assets, CancellationToken cancellationToken) =>
        client.Assets.AssetsGetRecommendedAssetsAsync(
            assets.Select(asset => new AssetInteraction(asset, Viewed, Touched, Scrolled)).ToArray(), cancellationToken);
}
