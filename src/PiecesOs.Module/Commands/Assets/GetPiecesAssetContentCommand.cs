using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets the content of assets (operation <c>assets_specific_asset_snapshot</c>, if the object does not include it, and
/// <c>assets_specific_asset_formats_snapshot</c> and <c>format_snapshot</c>, if the server omits it): text as one string, anything else as one byte array.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesAssetContent")]
[OutputType(typeof(string), typeof(byte[]))]
public sealed class GetPiecesAssetContentCommand : PiecesCmdlet
{
    /// <summary>The assets: IDs, names, patterns, or objects that identify an asset.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Asset", "AssetId", "Name")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Id { get; set; } = [];

    /// <summary>Use the format that Pieces shows instead of the format that was saved.</summary>
    [Parameter]
    public SwitchParameter Preview { get; set; }

    /// <summary>Return text as bytes too, in UTF-8 without a byte order mark.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await foreach (var reference in Targets.EachAsync(Id, cancellationToken).ConfigureAwait(false))
        {
            await ForInputAsync(reference.Input, async () =>
            {
                var content = await GetContentAsync(reference, cancellationToken).ConfigureAwait(false);
                if (content.IsText && !AsByteStream)
                    WriteObject(content.GetText());
                else
                    WriteObject(content.GetBytes());
            }).ConfigureAwait(false);
        }
    }

    private async Task<AssetContent> GetContentAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (reference.Asset is { } carried && carried.HasContent(Preview))
            return carried.GetContent(Preview)!;
        var asset = await Targets.GetWithContentAsync(reference, cancellationToken, Preview).ConfigureAwait(false);
        return asset.GetContent(Preview) ?? throw InputErrors.AssetWithoutContent(asset.Id);
    }
}
