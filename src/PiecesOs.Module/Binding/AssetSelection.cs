using System.Runtime.CompilerServices;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Selects assets from the list without content, and reads the content of the selected assets only: in batches, or with the list if
/// most assets are selected.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="condition">The condition; <see langword="null"/> for all assets with a matching name.</param>
/// <param name="names">The names and patterns, of which one must match; empty for any name.</param>
/// <param name="removed">Receives the IDs that the list reports as removed.</param>
internal sealed class AssetSelection(PiecesServer server, AssetCondition? condition, IReadOnlyList<NamePattern> names, RemovedIds removed)
{
    private long _listed;

    /// <summary>Whether the list includes pseudo assets.</summary>
    public bool? Pseudo { get; init; }

    /// <summary>The assets without content. Those about which the list does not say enough come after it.</summary>
    public async IAsyncEnumerable<Asset> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _listed = 0;
        var undecided = new List<Asset>();
        await foreach (var asset in server.ListAssetsAsync(transferables: false, Pseudo, removed, cancellationToken).ConfigureAwait(false))
        {
            _listed++;
            if (names.Count > 0 && !NamePattern.AnyMatches(names, asset.Name))
                continue;
            var isMatch = condition is null ? true : condition.IsMatch(asset);
            if (isMatch is null)
                undecided.Add(asset);
            else if (isMatch.Value)
                yield return asset;
        }

        var relations = server.CreateRelationReader();
        foreach (var asset in undecided.Where(asset => !removed.Contains(asset.Id)))
        {
            if (await condition!.IsMatchAsync(asset, server, relations, isSingleRecord: false, cancellationToken).ConfigureAwait(false))
                yield return asset;
        }
    }

    /// <summary>The assets with content, in the order of the list. An asset that was deleted in the meantime is omitted.</summary>
    /// <param name="most">The number of assets after which the list is not read further.</param>
    /// <param name="onFailure">Receives the ID of an asset that cannot be read, and the failure.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<Asset> ReadAsync(
        ulong most, Action<string, Exception> onFailure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        if (most > 0)
        {
            await foreach (var asset in ListAsync(cancellationToken).ConfigureAwait(false))
            {
                if (asset.Id is { Length: > 0 } id && !removed.Contains(id))
                    ids.Add(id);
                if ((ulong)ids.Count >= most)
                    break;
            }
        }

        var assets = ids.Count == 1 ? ReadOneAsync(ids[0], cancellationToken)
            : server.Connection.Pace.IsFasterOneByOne(ids.Count, _listed) ? InOrder(ids, server.Batches.ReadAsync(ids, transferables: true, cancellationToken))
            : ReadListAsync(ids, cancellationToken);
        await foreach (var item in assets.ConfigureAwait(false))
        {
            if (item.Asset is not null)
                yield return item.Asset;
            else if (!ErrorFactory.IsMissing(item.Failure))
                onFailure(item.Id, item.Failure!);
        }
    }

    private async IAsyncEnumerable<BatchItem> ReadOneAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RestException? failure = null;
        Asset? asset = null;
        try
        {
            asset = await server.ReadAssetAsync(id, transferables: true, cancellationToken).ConfigureAwait(false);
        }
        catch (RestException e)
        {
            failure = e;
        }

        yield return new BatchItem(id, asset, failure);
    }

    private async IAsyncEnumerable<BatchItem> ReadListAsync(List<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        if (left.Count == 0)
            yield break;
        await foreach (var asset in server.ListAssetsAsync(transferables: true, Pseudo, removed, cancellationToken).ConfigureAwait(false))
        {
            if (asset.Id is { } id && left.Remove(id))
                yield return new BatchItem(id, asset, Failure: null);
            if (left.Count == 0)
                break;
        }
    }

    /// <summary>Returns the assets of batches, which arrive in any order, in the order of their IDs.</summary>
    private static async IAsyncEnumerable<BatchItem> InOrder(List<string> ids, IAsyncEnumerable<BatchItem> items)
    {
        var early = new Dictionary<string, BatchItem>(StringComparer.OrdinalIgnoreCase);
        var next = 0;
        await foreach (var item in items.ConfigureAwait(false))
        {
            early[item.Id] = item;
            while (next < ids.Count && early.TryGetValue(ids[next], out var first))
            {
                early.Remove(ids[next]);
                next++;
                yield return first;
            }
        }
    }
}
