using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Finds out the ids of assets that were named. Names are read from the server once for a whole pipeline, also when several
/// inputs are under way.
/// </summary>
internal sealed class AssetResolver(PiecesClient client)
{
    private readonly object _lock = new();
    private Task<ILookup<string, string>>? _idsByName;

    /// <summary>The id of the asset.</summary>
    /// <exception cref="InputException">No asset, or more than one, has that name.</exception>
    public async Task<string> GetIdAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (reference.Id is { } known)
            return known;

        var name = reference.Name!;
        var ids = (await GetNamesAsync(cancellationToken).ConfigureAwait(false))[name].ToArray();
        return ids.Length switch
        {
            1 => ids[0],
            0 => throw NotFound(name),
            _ => throw new InputException(
                "AssetNameAmbiguous",
                ErrorCategory.InvalidArgument,
                $"{ids.Length} assets are named '{DisplayText.Of(name)}': {string.Join(", ", ids.Take(10))}{(ids.Length > 10 ? ", ..." : string.Empty)}")
            {
                RecommendedAction = "Give the id of the one that you mean, or pipe the assets in.",
            },
        };
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
            RecommendedAction = WildcardPattern.ContainsWildcardCharacters(name)
                ? "Find assets by a pattern with Get-PiecesAsset -Name, and pipe them in."
                : "List what there is with Get-PiecesAsset, or look with Search-PiecesAsset.",
        };

    /// <summary>The error for an asset that came without content although it was asked for.</summary>
    public static InputException WithoutContent(Asset asset) =>
        new("AssetWithoutContent", ErrorCategory.InvalidData, $"The server sent no content for asset {DisplayText.Of(asset.Id ?? "without id")}.")
        {
            RecommendedAction = "Look in Pieces whether the asset has any content.",
        };

    private Task<ILookup<string, string>> GetNamesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _idsByName = _idsByName is { IsFaulted: false, IsCanceled: false } ? _idsByName : ReadNamesAsync(cancellationToken);
    }

    private async Task<ILookup<string, string>> ReadNamesAsync(CancellationToken cancellationToken)
    {
        var assets = await client.Assets.AssetsSnapshotAsync(transferables: false, cancellationToken: cancellationToken)
            .ToListAsync(static asset => (asset.Name, asset.Id), cancellationToken).ConfigureAwait(false);
        return assets
            .Where(static asset => asset is { Name: not null, Id: not null })
            .ToLookup(static asset => asset.Name!, static asset => asset.Id!, StringComparer.OrdinalIgnoreCase);
    }
}
