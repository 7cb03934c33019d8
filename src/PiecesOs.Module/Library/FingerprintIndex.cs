namespace PiecesOs.Module;

/// <summary>Finds each of many assets by any of its fingerprints, once. It uses about fifty bytes for a fingerprint.</summary>
internal sealed class FingerprintIndex
{
    private readonly Dictionary<Guid, int> _first = [];
    private readonly List<(int Entry, int Next)> _nodes = [];
    private readonly List<bool> _taken = [];

    /// <summary>Adds an asset and returns its number.</summary>
    public int Add(IEnumerable<Guid> fingerprints)
    {
        var entry = _taken.Count;
        _taken.Add(false);
        foreach (var fingerprint in fingerprints)
        {
            var next = _first.TryGetValue(fingerprint, out var first) ? first : -1;
            _first[fingerprint] = _nodes.Count;
            _nodes.Add((entry, next));
        }

        return entry;
    }

    /// <summary>Removes an asset.</summary>
    public void Take(int entry) => _taken[entry] = true;

    /// <summary>Removes one of the assets with this fingerprint. Returns false if there is none.</summary>
    public bool TryTake(Guid fingerprint)
    {
        if (!_first.TryGetValue(fingerprint, out var node))
            return false;

        // Those that were removed under another fingerprint are dropped here, so that many equal assets cost no more than one each.
        while (node >= 0 && _taken[_nodes[node].Entry])
            node = _nodes[node].Next;
        _first[fingerprint] = node >= 0 ? _nodes[node].Next : -1;
        if (node < 0)
            return false;
        _taken[_nodes[node].Entry] = true;
        return true;
    }
}
