using System;
using System.Collections.Generic;
using System.Linq;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Which assets there are and when each was last changed, as far as the watch knows: tells news from repetition.</summary>
internal sealed class KnownAssets
{
    private Dictionary<string, DateTimeOffset?> _updated = new(StringComparer.Ordinal);
    private bool _hasBaseline;

    /// <summary>Takes a list of all assets (their ids and times); returns what changed since the one before. The first is the baseline.</summary>
    public IReadOnlyList<PiecesAssetEvent> TakeSnapshot(IReadOnlyList<Asset> assets)
    {
        var now = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        var events = new List<PiecesAssetEvent>();
        foreach (var asset in assets.Where(static asset => asset.Id is not null))
        {
            now[asset.Id!] = asset.Updated;
            if (!_hasBaseline)
                events.Add(Event(AssetChange.Existing, asset.Id!, asset));
            else if (!_updated.TryGetValue(asset.Id!, out var before))
                events.Add(Event(AssetChange.Created, asset.Id!, asset));
            else if (before != asset.Updated)
                events.Add(Event(AssetChange.Updated, asset.Id!, asset));
        }

        events.AddRange(_updated.Keys.Where(id => !now.ContainsKey(id)).Select(static id => Event(AssetChange.Deleted, id, asset: null)));
        _updated = now;
        _hasBaseline = true;
        return events;
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
        _updated[id] = identifier.Updated ?? before;
        return Event(isKnown ? AssetChange.Updated : AssetChange.Created, id, asset: null);
    }

    /// <summary>Takes the id of an asset that is gone; <see langword="null"/> when that is no news.</summary>
    public PiecesAssetEvent? TakeDeleted(string id) => _updated.Remove(id) ? Event(AssetChange.Deleted, id, asset: null) : null;

    private static PiecesAssetEvent Event(AssetChange change, string id, Asset? asset) =>
        new() { Change = change, AssetId = id, Asset = asset, Time = DateTimeOffset.Now };
}
