using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Gets the IDs of pseudo assets, which Pieces OS generates (operation <c>assets_pseudo_snapshot</c>). Get-PiecesAsset gets the assets.</summary>
[Cmdlet(VerbsCommon.Get, "PiecesPseudoAsset")]
[OutputType(typeof(AssetIdentifier))]
public sealed class GetPiecesPseudoAssetCommand : PiecesCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var identifier in client.Assets.AssetsPseudoSnapshotAsync(cancellationToken).ConfigureAwait(false))
            WriteObject(identifier);
    }
}
