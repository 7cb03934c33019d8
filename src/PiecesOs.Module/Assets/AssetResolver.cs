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
    public async Task<Asset> GetWholeAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (reference.Asset is { } asset && asset.GetContent() is not null)
            return asset;
        var id = await GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        return await client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The error for a name that no asset has.</summary>
    public static InputException NotFound(string name) =>
        new("AssetNotFound", ErrorCategory.ObjectNotFound, $"No asset is named '{DisplayText.Of(name)}'.")
        {
            RecommendedAction = "List what there is with Get-PiecesAsset, or look with Search-PiecesAsset.",
        };

    /// <summary>The error for an asset that came without content although it was asked for.</summary>
    public static InputException WithoutContent(Asset asset) =>
        new("AssetWithoutContent", ErrorCategory.InvalidData, $"The server sent no content for asset {DisplayText.Of(asset.Id ?? "without id")}.")
        {
            RecommendedAction = "Look in Pieces whether the asset has any content.",
        };

    private Task<NameIndex<AssetReference>> GetNamesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _names = _names is { IsFaulted: false, IsCanceled: false } ? _names : ReadNamesAsync(cancellationToken);
    }

    private async Task<NameIndex<AssetReference>> ReadNamesAsync(CancellationToken cancellationToken)
    {
        var assets = await client.Assets.AssetsSnapshotAsync(transferables: false, cancellationToken: cancellationToken)
            .ToListAsync(static asset => (asset.Id, asset.Name), cancellationToken).ConfigureAwait(false);
        return new NameIndex<AssetReference>(
            "Asset", assets.Where(static asset => asset.Id is { Length: > 0 }).Select(static asset => AssetReference.Known(asset.Id!, asset.Name)).ToArray());
    }
}
