using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets assets that are similar to a group of assets (operation <c>assets_get_related_assets</c>). Needs PowerShell 7.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesRelatedAsset")]
[OutputType(typeof(Asset))]
public sealed class GetPiecesRelatedAssetCommand : PiecesCmdlet
{
    private readonly List<Asset> _assets = [];

    /// <summary>The assets, all of which are sent in one request: objects, IDs, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId", "Name")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Targets.AddWithContentAsync(_assets, Asset, cancellationToken);

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_assets.Count == 0)
            return;
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var asset in client.Assets.AssetsGetRelatedAssetsAsync(_assets, cancellationToken).ConfigureAwait(false))
            WriteObject(asset);
    }
}
