using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Gets all formats of assets (operation <c>assets_specific_asset_formats_snapshot</c>, and <c>format_snapshot</c> for a format without content).</summary>
[Cmdlet(VerbsCommon.Get, "PiecesAssetFormat")]
[OutputType(typeof(AssetFormat))]
public sealed class GetPiecesAssetFormatCommand : PiecesCmdlet
{
    /// <summary>The assets: IDs, names, patterns, or objects that identify an asset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Asset", "AssetId", "Name")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Id { get; set; } = [];

    /// <summary>Leave the content out.</summary>
    [Parameter]
    public SwitchParameter NoContent { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var content = server.Contents;
        var transferables = !NoContent;
        await foreach (var reference in Targets.EachAsync(Id, cancellationToken).ConfigureAwait(false))
        {
            await ForInputAsync(reference.Input, async () =>
            {
                var id = await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
                var formats = server.Client.Assets.AssetsSpecificAssetFormatsSnapshotAsync(id, transferables, cancellationToken);
                foreach (var format in await formats.ToListAsync(static format => format, cancellationToken).ConfigureAwait(false))
                    WriteObject(NoContent ? format : await content.CompleteAsync(format, cancellationToken).ConfigureAwait(false));
            }).ConfigureAwait(false);
        }
    }
}
