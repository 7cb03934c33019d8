namespace PiecesOs.Module;

/// <summary>Finds each of many assets by any of its fingerprints, once. It uses about fifty bytes for a fingerprint.</summary>
internal sealed class FingerprintIndex
{
    private readonly Dictionary<Guid, int> _first = [];
    private readonly List<(int Entry, int Next)> _nodes = [];
    private readonly HashSet<int> _removed = [];
    private readonly HashSet<int> _taken = [];

    /// <summary>The first node of a fingerprint that can be left, so that many equal assets cost no more than one each.</summary>
    private readonly Dictionary<Guid, int> _left = [];
    private int _count;

    /// <summary>Adds an asset and returns its number.</summary>
    public int Add(IEnumerable<Guid> fingerprints)
    {
        var entry = _count++;
        foreach (var fingerprint in fingerprints)
        {
            var next = _first.TryGetValue(fingerprint, out var first) ? first : -1;
            _first[fingerprint] = _nodes.Count;
            _nodes.Add((entry, next));
        }

        return entry;
    }

    /// <summary>Removes an asset for good.</summary>
    public void Remove(int entry) => _removed.Add(entry);

    /// <summary>Takes one of the assets with this fingerprint. Returns false if there is none left.</summary>
    public bool TryTake(Guid fingerprint)
    {
        if (!_left.TryGetValue(fingerprint, out var node) && !_first.TryGetValue(fingerprint, out node))
            return false;
        while (node >= 0 && (_removed.Contains(_nodes[node].Entry) || _taken.Contains(_nodes[node].Entry)))
            node = _nodes[node].Next;
        _left[fingerprint] = node < 0 ? -1 : _nodes[node].Next;
        return node >= 0 && _taken.Add(_nodes[node].Entry);
    }

    /// <summary>Makes all assets available again that were taken.</summary>
    public void PutBack()
    {
        _taken.Clear();
        _left.Clear();
    }
}
