using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets assets that Pieces OS recommends, based on the assets that were viewed (operation
/// <c>assets_get_recommended_assets</c>). Needs PowerShell 7.
/// </summary>
[Cmdlet(VerbsCommon.Get, "PiecesRecommendedAsset")]
[OutputType(typeof(Asset))]
public sealed class GetPiecesRecommendedAssetCommand : PiecesCmdlet
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

    /// <summary>How long each asset was viewed.</summary>
    [Parameter]
    public TimeSpan Viewed { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The assets were clicked.</summary>
    [Parameter]
    public SwitchParameter Touched { get; set; }

    /// <summary>The assets were scrolled.</summary>
    [Parameter]
    public SwitchParameter Scrolled { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Targets.AddWithContentAsync(_assets, Asset, cancellationToken);

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_assets.Count == 0)
            return;
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        var interactions = _assets.Select(asset => new AssetInteraction(asset, Viewed, Touched, Scrolled)).ToArray();
        await foreach (var asset in client.Assets.AssetsGetRecommendedAssetsAsync(interactions, cancellationToken).ConfigureAwait(false))
            WriteObject(asset);
    }
}
