using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Permanently deletes assets (operation <c>assets_delete_asset</c>); their links stop working.</summary>
[Cmdlet(VerbsCommon.Remove, "PiecesAsset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Asset), typeof(string))]
public sealed class RemovePiecesAssetCommand : PiecesCmdlet
{
    /// <summary>The assets to delete: IDs, names, patterns, or objects that identify an asset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Asset", "AssetId", "Name")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Id { get; set; } = [];

    /// <summary>Return the deleted object, or its ID.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this, readsCurrentNames: true);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await foreach (var reference in Targets.EachAsync(Id, cancellationToken).ConfigureAwait(false))
            await ForInputAsync(reference.Input, () => RemoveAsync(reference, cancellationToken)).ConfigureAwait(false);
    }

    private async Task RemoveAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(reference.ToString(), "Delete asset").ConfigureAwait(false))
            return;
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var id = await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        await server.Client.Assets.AssetsDeleteAssetAsync(id, cancellationToken).ConfigureAwait(false);
        server.Connection.Assets.Remove(id);
        if (PassThru)
            WriteObject(reference.Asset as object ?? id);
    }
}
