using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Gets the IDs of all assets, which is much faster than getting the assets (operation <c>assets_identifiers_snapshot</c>).</summary>
[Cmdlet(VerbsCommon.Get, "PiecesAssetIdentifier")]
[OutputType(typeof(AssetIdentifier))]
public sealed class GetPiecesAssetIdentifierCommand : PiecesCmdlet
{
    /// <summary>Include pseudo assets, which Pieces OS generates.</summary>
    [Parameter]
    public SwitchParameter IncludePseudo { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var identifier in client.Assets.AssetsIdentifiersSnapshotAsync(IncludePseudo ? true : null, cancellationToken).ConfigureAwait(false))
            WriteObject(identifier);
    }
}
