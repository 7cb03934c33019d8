using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A cmdlet that asks one question about all the assets that come in.</summary>
public abstract class AssetGroupCmdlet : PiecesCmdlet
{
    private readonly List<Asset> _assets = [];

    /// <summary>The assets, all of which are sent in one request: objects, ids, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId", "Name")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var assets = await GetAssetResolverAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var reference in EachAsync(Asset, cancellationToken).ConfigureAwait(false))
        {
            await ForInputAsync(
                reference.Input,
                async () => _assets.Add(await assets.GetWholeAsync(reference, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_assets.Count == 0)
            return;
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var asset in GetFor(client, _assets, cancellationToken).ConfigureAwait(false))
            WriteObject(asset);
    }

    /// <summary>Asks the question.</summary>
    private protected abstract IAsyncEnumerable<Asset> GetFor(
        PiecesClient client, IReadOnlyList<Asset> assets, CancellationToken cancellationToken);
}
