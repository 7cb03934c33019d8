namespace PiecesOs.Server.Pieces.Search;

/// <summary>The assets found so far, each with its first hit.</summary>
internal sealed class SearchResults(int max)
{
    private readonly HashSet<long> _seen = [];
    private List<SearchHit> _hits = [];

    public int Count => _hits.Count;

    public void Add(SearchHit hit)
    {
        if (hit.Exact ? _hits.Count < max && _seen.Add(hit.Sequence) : _seen.Add(hit.Sequence))
            _hits.Add(hit);
    }

    public void RemoveExcept(Func<SearchHit, bool> condition) => _hits = [.. _hits.Where(condition)];

    /// <summary>Exact ones in the order they were found, then the others by score, the newest first among equals.</summary>
    public List<SearchHit> Ranked()
    {
        var exact = _hits.Where(hit => hit.Exact);
        var others = _hits.Where(hit => !hit.Exact).OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.Sequence);
        return [.. exact.Concat(others).Take(max)];
    }
}

/// <summary>One asset found, with what a SearchedAsset has beside the asset itself.</summary>
internal readonly record struct SearchHit(long Sequence, bool Exact, double Score, string Match);
