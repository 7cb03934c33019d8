using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Which assets there are and when each was last changed, as far as the watch knows: tells news from repetition.</summary>
internal sealed class KnownAssets
{
    private readonly Dictionary<string, DateTimeOffset?> _updated = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a list of all assets has been taken as a whole.</summary>
    public bool HasBaseline { get; private set; }

    /// <summary>Takes a list of all assets; emits what changed since the one before, as it arrives. The first is the baseline.</summary>
    /// <param name="assets">The list.</param>
    /// <param name="removed">The ids that the list itself says are removed.</param>
    public async IAsyncEnumerable<PiecesAssetEvent> TakeSnapshotAsync(IAsyncEnumerable<Asset> assets, RemovedIds removed)
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

            // Known from here on: if the list breaks off, it is not told again.
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

    /// <summary>Takes an asset that the server pushed; <see langword="null"/> when that is no news.</summary>
    public PiecesAssetEvent? TakeAsset(Asset asset)
    {
        if (asset.Id is not { } id)
            return null;
        if (asset.Deleted is not null)
            return TakeDeleted(id);
        if (_updated.TryGetValue(id, out var before) && before == asset.Updated)
            return null;
        var change = _updated.ContainsKey(id) ? AssetChange.Updated : AssetChange.Created;
        _updated[id] = asset.Updated;
        return Event(change, id, asset);
    }

    /// <summary>Takes an identifier that the server pushed; <see langword="null"/> when that is no news.</summary>
    /// <param name="identifier">The identifier.</param>
    /// <param name="isFullList">Whether it came in the list of all assets that the server sends first.</param>
    public PiecesAssetEvent? TakeIdentifier(StreamedIdentifier identifier, bool isFullList)
    {
        if (identifier.AssetId is not { } id)
            return null;
        if (identifier.IsDeleted == true)
            return TakeDeleted(id);

        var isKnown = _updated.TryGetValue(id, out var before);
        if (isKnown && (isFullList || (identifier.Updated is not null && before == identifier.Updated)))
            return null;
        _updated[id] = identifier.Updated ?? DateTimeOffset.UtcNow; // Where the server does not say when, it was before now.
        return Event(isKnown ? AssetChange.Updated : AssetChange.Created, id, asset: null);
    }

    /// <summary>Takes the id of an asset that is gone; <see langword="null"/> when that is no news.</summary>
    public PiecesAssetEvent? TakeDeleted(string id) => _updated.Remove(id) ? Event(AssetChange.Deleted, id, asset: null) : null;

    private static PiecesAssetEvent Event(AssetChange change, string id, Asset? asset) =>
        new() { Change = change, AssetId = id, Asset = asset, Time = DateTimeOffset.Now };
}
