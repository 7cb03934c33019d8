using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Finds the assets that were named, by a name or by a pattern. Names are read from the server once for a whole pipeline, also
/// when several inputs are under way.
/// </summary>
internal sealed class AssetResolver(PiecesClient client)
{
    private readonly object _lock = new();
    private Task<NameIndex<AssetReference>>? _names;

    /// <summary>The id of the asset.</summary>
    /// <exception cref="InputException">No asset, or more than one, has that name.</exception>
    public async Task<string> GetIdAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (reference.Id is { } known)
            return known;
        var names = await GetNamesAsync(cancellationToken).ConfigureAwait(false);
        return names.Find(reference.Name!)?.Id ?? throw NotFound(reference.Name!);
    }

    /// <summary>The assets that a pattern stands for.</summary>
    /// <exception cref="InputException">Several have it for their name.</exception>
    public async Task<IReadOnlyList<AssetReference>> MatchAsync(AssetReference pattern, CancellationToken cancellationToken)
    {
        var names = await GetNamesAsync(cancellationToken).ConfigureAwait(false);
        return names.FindAll(pattern.Name!);
    }

    /// <summary>The asset with its content, from the server unless it was given whole.</summary>
    public async Task<Asset> GetWholeAsync(AssetReference reference, CancellationToken cancellationToken, bool preview = false)
    {
        if (reference.Asset is { } asset && asset.HasContent(preview))
            return asset;
        var id = await GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        return await new ContentReader(client).ReadAsync(id, preview, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The error for a name that no asset has.</summary>
    public static InputException NotFound(string name) =>
        new("AssetNotFound", ErrorCategory.ObjectNotFound, $"No asset is named '{DisplayText.Of(name)}'.")
        {
            RecommendedAction = "List what there is with Get-PiecesAsset, or look with Search-PiecesAsset.",
        };

    /// <summary>The error for an asset of which the server has no content in any form.</summary>
    public static InputException WithoutContent(Asset asset) =>
        new("AssetWithoutContent", ErrorCategory.InvalidData, $"Asset {DisplayText.Of(asset.Id ?? "without id")} has no content on the server.")
        {
            RecommendedAction = "Check in Pieces that the asset has content.",
        };

    private Task<NameIndex<AssetReference>> GetNamesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _names = _names is { IsFaulted: false, IsCanceled: false } ? _names : ReadNamesAsync(cancellationToken);
    }

    private async Task<NameIndex<AssetReference>> ReadNamesAsync(CancellationToken cancellationToken)
    {
        var removed = new RemovedIds();
        var assets = await client.Assets.AssetsSnapshotAsync(transferables: false, removed: removed, cancellationToken: cancellationToken)
            .ToListAsync(static asset => (asset.Id, asset.Name), cancellationToken).ConfigureAwait(false);
        return new NameIndex<AssetReference>(
            "Asset", assets.Where(asset => asset.Id is { Length: > 0 } && !removed.Contains(asset.Id)).Select(static asset => AssetReference.Known(asset.Id!, asset.Name)).ToArray());
    }
}
