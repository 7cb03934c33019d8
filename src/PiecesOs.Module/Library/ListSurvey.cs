using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Finds out what the list of all assets leaves out of its records. Content and relations that are plainly missing are noticed at
/// once. Whether an empty relation is really empty is checked with the single records of the first few assets; see decision 0013.
/// </summary>
internal sealed class ListSurvey
{
    private const int SampleSize = 5;

    private readonly List<Asset> _sample = [];
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);

    /// <summary>Whether any record has to be completed.</summary>
    public bool HasFoundIncomplete { get; private set; }

    /// <summary>Checks a record of the list.</summary>
    public void Add(Asset asset)
    {
        if (IsIncomplete(asset))
            HasFoundIncomplete = true;
        else if (_sample.Count < SampleSize && asset.Id is { Length: > 0 } && Asset.Relations.Any(asset.HasEmptyRelation))
            _sample.Add(asset);
    }

    /// <summary>Compares the sample with the single records. If one of them has a relation that the list says is empty, the list leaves it out.</summary>
    public async Task CompareSampleAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        foreach (var asset in _sample)
        {
            try
            {
                var single = await server.ReadAssetAsync(asset.Id!, transferables: false, cancellationToken).ConfigureAwait(false);
                _leftOut.UnionWith(Asset.Relations.Where(relation => asset.HasEmptyRelation(relation) && !single.LacksRelation(relation) && !single.HasEmptyRelation(relation)));
            }
            catch (RestStatusException)
            {
                // Without the single record the list is all there is.
            }
        }

        HasFoundIncomplete |= _leftOut.Count > 0;
    }

    /// <summary>Whether a record has to be completed.</summary>
    public bool IsIncomplete(Asset asset) => asset.Id is { Length: > 0 } && (!asset.HasContent() || RelationsMissingIn(asset).Any());

    /// <summary>The relations of a record that only the single record has.</summary>
    public IEnumerable<string> RelationsMissingIn(Asset asset) =>
        Asset.Relations.Where(relation => asset.LacksRelation(relation) || (_leftOut.Contains(relation) && asset.HasEmptyRelation(relation)));
}
