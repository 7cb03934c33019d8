using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A cmdlet that asks one question about all the assets that come in.</summary>
public abstract class AssetGroupCmdlet : PiecesCmdlet
{
    private readonly List<Asset> _assets = [];
    private AssetResolver? _resolver;

    /// <summary>The assets, all of which are sent in one request: objects, ids, or names that only one asset has.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AssetId", "Name")]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        _resolver ??= new AssetResolver(client);
        foreach (var reference in Asset)
        {
            await ForInputAsync(
                reference.Input,
                async () => _assets.Add(await _resolver.GetWholeAsync(reference, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
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
