using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The assets that the watch knows, and when each was last changed. Distinguishes new changes from repeated ones.</summary>
internal sealed class KnownAssets
{
    private readonly Dictionary<string, DateTimeOffset?> _updated = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a list of all assets has been read to its end.</summary>
    public bool HasBaseline { get; private set; }

    /// <summary>Compares a list of all assets with the known ones, and returns the changes as they arrive. The first list is the baseline.</summary>
    /// <param name="assets">The list.</param>
    /// <param name="removed">The IDs that the list reports as removed.</param>
    public async IAsyncEnumerable<PiecesAssetEvent> UpdateAllAsync(IAsyncEnumerable<Asset> assets, RemovedIds removed)
    {
        var present = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var asset in assets.ConfigureAwait(false))
        {
            if (asset.Id is not { } id || asset.Deleted is not null)
                continue;
            present.Add(id);
            var isKnown = _updated.TryGetValue(id, out var before);
            if (isKnown && (before == asset.Updated || asset.Updated <= before))
                continue;

            // Known from here on, so that it is not reported again if the list is incomplete.
            _updated[id] = asset.Updated;
            yield return Event(!HasBaseline ? AssetChange.Existing : isKnown ? AssetChange.Updated : AssetChange.Created, id, asset);
        }

        present.ExceptWith(removed.All);
        foreach (var id in _updated.Keys.Where(id => !present.Contains(id)).ToArray())
        {
            _updated.Remove(id);
            yield return Event(AssetChange.Deleted, id, asset: null);
        }

        HasBaseline = true;
    }

    /// <summary>Records an asset that the server pushed. Returns the change, or <see langword="null"/> if it is already known.</summary>
    public PiecesAssetEvent? Update(Asset asset)
    {
        if (asset.Id is not { } id)
            return null;
        if (asset.Deleted is not null)
            return Remove(id);
        if (_updated.TryGetValue(id, out var before) && before == asset.Updated)
            return null;
        var change = _updated.ContainsKey(id) ? AssetChange.Updated : AssetChange.Created;
        _updated[id] = asset.Updated;
        return Event(change, id, asset);
    }

    /// <summary>Records an identifier that the server pushed. Returns the change, or <see langword="null"/> if it is already known.</summary>
    /// <param name="identifier">The identifier.</param>
    /// <param name="isFullList">Whether it was in the list of all assets that the server sends first.</param>
    public PiecesAssetEvent? Update(StreamedIdentifier identifier, bool isFullList)
    {
        if (identifier.AssetId is not { } id)
            return null;
        if (identifier.IsDeleted == true)
            return Remove(id);

        var isKnown = _updated.TryGetValue(id, out var before);
        if (isKnown && (isFullList || (identifier.Updated is not null && before == identifier.Updated)))
            return null;
        _updated[id] = identifier.Updated ?? DateTimeOffset.UtcNow; // If the server does not report the time, the change was before now.
        return Event(isKnown ? AssetChange.Updated : AssetChange.Created, id, asset: null);
    }

    /// <summary>Records that an asset was deleted. Returns the change, or <see langword="null"/> if it is already known.</summary>
    public PiecesAssetEvent? Remove(string id) => _updated.Remove(id) ? Event(AssetChange.Deleted, id, asset: null) : null;

    private static PiecesAssetEvent Event(AssetChange change, string id, Asset? asset) =>
        new() { Change = change, AssetId = id, Asset = asset, Time = DateTimeOffset.Now };
}
