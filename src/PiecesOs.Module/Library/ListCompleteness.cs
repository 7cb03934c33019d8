using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Determines what the list of all assets omits from its records. Missing content and missing relations are visible in the record.
/// Whether an empty relation is really empty is checked with the single records of the first few assets; see decision 13.
/// </summary>
internal sealed class ListCompleteness
{
    private const int SampleSize = 5;

    private readonly List<Asset> _sample = [];
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);

    /// <summary>Whether any record is incomplete.</summary>
    public bool HasFoundIncomplete { get; private set; }

    /// <summary>Checks a record of the list.</summary>
    public void Add(Asset asset)
    {
        HasFoundIncomplete |= IsIncomplete(asset);
        if (_sample.Count < SampleSize && asset.Id is { Length: > 0 } && RelationsMissingIn(asset).Count == 0 && Asset.Relations.Any(asset.HasEmptyRelation))
            _sample.Add(asset);
    }

    /// <summary>Compares the sample with the single records. If one of them has a relation that is empty in the list, the list omits relations.</summary>
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
                // Without the single record, only the record of the list is available.
            }
        }

        HasFoundIncomplete |= _leftOut.Count > 0;
    }

    /// <summary>Whether a record is incomplete.</summary>
    public bool IsIncomplete(Asset asset) => asset.Id is { Length: > 0 } && (!asset.HasAllContent() || RelationsMissingIn(asset).Count > 0);

    /// <summary>The relations that must be read from the single record.</summary>
    public IReadOnlyList<string> RelationsMissingIn(Asset asset) =>
        Asset.Relations.Where(relation => asset.LacksRelation(relation) || (_leftOut.Contains(relation) && asset.HasEmptyRelation(relation))).ToArray();
}
