using System.Net;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>
/// Reads the tags, websites and annotations that a record of an asset does not have: from the single record, then, if that does not have
/// them either, from the associations that newer stores keep apart. Records that the asset names by their IDs alone are read by these. Requests are sent one at a time. Use one reader for many assets: it
/// remembers the tags and websites that it has read, and what the server does not support. See decision 24.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="throttle">Sends one request at a time where readers share a server; <see langword="null"/> for a reader of its own.</param>
public sealed class RelationReader(PiecesClient client, ReadThrottle? throttle = null)
{
    private const int BatchSize = 50;

    /// <summary>An annotation belongs to one asset, so it is not needed again.</summary>
    private const string NotShared = "annotations";

    private readonly Dictionary<(string Relation, string Id), JsonValue> _records = [];
    private readonly HashSet<string> _unsupported = new(StringComparer.Ordinal);

    /// <summary>
    /// Completes the relations that the asset lacks. A relation that the server does not have stays unchanged:
    /// <see cref="Asset.LacksRelation"/> then remains true, and the relation is unknown, not empty. It also remains true if records of a
    /// relation are missing; <see cref="Asset.GetMissingIds"/> names them.
    /// </summary>
    /// <param name="asset">The asset, which receives the relations.</param>
    /// <param name="relations">Some of <see cref="Asset.Relations"/>. Those that the asset does not lack are left alone.</param>
    /// <param name="isSingleRecord">Whether the asset is its single record, or comes from a batch, so that it need not be read again.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RestException">A request failed; a 404 only means that the relation cannot be had in this way.</exception>
    public async Task CompleteAsync(Asset asset, IReadOnlyList<string> relations, bool isSingleRecord = false, CancellationToken cancellationToken = default)
    {
        if (asset is null)
            throw new ArgumentNullException(nameof(asset));
        if (relations is null)
            throw new ArgumentNullException(nameof(relations));
        var lacking = relations.Where(asset.LacksRelation).ToArray();
        if (lacking.Length == 0 || asset.Id is not { Length: > 0 } id)
            return;
        if (!isSingleRecord)
        {
            var single = await TryAsync(() => client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables: false, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (single is not null)
                asset.CopyRelations(single, lacking);
        }

        foreach (var relation in lacking.Where(asset.LacksRelation))
            await CompleteAsync(asset, id, relation, cancellationToken).ConfigureAwait(false);
    }

    private async Task CompleteAsync(Asset asset, string id, string relation, CancellationToken cancellationToken)
    {
        var named = asset.GetMissingIds(relation);
        if (named.Count > 0)
        {
            await AddAsync(asset, relation, named, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (_unsupported.Contains(relation))
            return;
        var ids = await TryAsync(() => client.Relations.ListAssociatedIdsAsync(id, relation, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (ids is null)
        {
            _unsupported.Add(relation);
            return;
        }

        var records = await ReadAsync(relation, ids, cancellationToken).ConfigureAwait(false);
        asset.SetRelation(relation, ids, records);
    }

    /// <summary>Reads records that the asset names and does not hold; those that it holds stay.</summary>
    private async Task AddAsync(Asset asset, string relation, IReadOnlyList<string> named, CancellationToken cancellationToken)
    {
        var held = asset.GetHeldRecords(relation);
        var read = await ReadAsync(relation, named, cancellationToken).ConfigureAwait(false);
        if (read.Count > 0)
            asset.SetRelation(relation, [.. held.Select(static record => record.Member("id").AsText()).OfType<string>(), .. named], [.. held, .. read]);
    }

    /// <summary>The records with these IDs, as far as the server has them.</summary>
    private async Task<List<JsonValue>> ReadAsync(string relation, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, JsonValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in ids)
        {
            if (_records.TryGetValue(Key(relation, id), out var known))
                found.Add(id, known);
        }

        var unread = ids.Where(id => !found.ContainsKey(id)).ToArray();
        for (var start = 0; start < unread.Length; start += BatchSize)
        {
            var batch = unread.Skip(start).Take(BatchSize).ToArray();
            var read = await TryAsync(() => FetchAsync(relation, batch, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var record in read ?? [])
            {
                var id = record.Member("id").AsText()!;
                found.Add(id, record);
                if (relation != NotShared)
                    _records[Key(relation, id)] = record;
            }
        }

        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private async Task<List<JsonValue>> FetchAsync(string relation, string[] ids, CancellationToken cancellationToken)
    {
        var records = new List<JsonValue>();
        await foreach (var record in client.Relations.FetchRelatedAsync(relation, ids, cancellationToken: cancellationToken).ConfigureAwait(false))
            records.Add(record);
        return records;
    }

    private static (string Relation, string Id) Key(string relation, string id) => (relation, id.ToUpperInvariant());

    /// <summary>Reads; <see langword="null"/> if the server does not have it.</summary>
    private async Task<T?> TryAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return throttle is null ? await read().ConfigureAwait(false) : await throttle.RunAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
