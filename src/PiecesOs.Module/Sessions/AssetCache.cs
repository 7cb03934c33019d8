using System.Runtime.CompilerServices;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// The IDs and names of a server's assets, cached with the connection, so that the list is not read repeatedly. Every list of all
/// assets fills the cache, and two cheap requests validate it before it is used.
/// </summary>
internal sealed class AssetCache(ServerPace pace)
{
    private const string ListDescription = "the list of assets";

    private readonly object _lock = new();
    private readonly SharedTask<AssetNames> _reading = new();
    private readonly SharedTask<CheckedNames> _checking = new();
    private volatile AssetNames? _known;
    private bool _canListUpdated = true;

    /// <summary>The cached names, of any age; <see langword="null"/> until a list was read.</summary>
    public AssetNames? Known => _known;

    /// <summary>Lists all assets as they arrive, and caches their names if the list is read to its end.</summary>
    public async IAsyncEnumerable<Asset> ListAsync(
        PiecesServer server, bool? transferables, bool? pseudo, RemovedIds removed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var withDetails = transferables == false;
        var known = new List<KnownAsset>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var assets = pace.ListAsync(
            server,
            ListDescription,
            deadline => server.Client.Assets.AssetsSnapshotAsync(transferables, pseudo: pseudo, removed: removed, deadline: deadline, cancellationToken: cancellationToken),
            cancellationToken);
        await foreach (var asset in assets.ConfigureAwait(false))
        {
            if (asset.Id is { Length: > 0 })
                known.Add(KnownAsset.From(asset, withDetails, texts));
            yield return asset;
        }

        if (pseudo is null)
            Keep(new AssetNames(known.Where(asset => !removed.Contains(asset.Id))));
    }

    /// <summary>The current names, from a new list. Concurrent callers share one request.</summary>
    public Task<AssetNames> ReadAsync(PiecesServer server, CancellationToken cancellationToken) =>
        _reading.JoinAsync(server.Timeout, token => ReadListAsync(server, token), cancellationToken);

    /// <summary>The cached names, validated by cheap requests. Reads the list only if necessary.</summary>
    public async Task<CheckedNames> GetAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        if (Known is not null)
            return await _checking.JoinAsync(server.Timeout, token => CheckAsync(server, Known, token), cancellationToken).ConfigureAwait(false);

        // Another caller may have read the list in the meantime.
        var names = await _reading.JoinAsync(
            server.Timeout, async token => Known ?? await ReadListAsync(server, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return new CheckedNames(names, IsCurrent: true);
    }

    /// <summary>Adds an asset that this session created, so that completion offers it immediately. The next validation reads it again, because Pieces OS may rename it.</summary>
    public void Add(Asset asset)
    {
        if (asset.Id is { Length: > 0 })
            Change(known => known.Append(KnownAsset.From(asset, withDetails: true) with { Updated = null }));
    }

    /// <summary>Removes an asset that this session deleted.</summary>
    public void Remove(string id) => Change(known => known.Where(asset => !string.Equals(asset.Id, id, StringComparison.OrdinalIgnoreCase)));

    private async Task<AssetNames> ReadListAsync(PiecesServer server, CancellationToken cancellationToken)
    {
        await foreach (var _ in ListAsync(server, transferables: false, pseudo: null, new RemovedIds(), cancellationToken).ConfigureAwait(false))
        {
            // Keeps the names.
        }

        return Known!;
    }

    private void Change(Func<IEnumerable<KnownAsset>, IEnumerable<KnownAsset>> change)
    {
        lock (_lock)
        {
            if (_known is { } known)
                Keep(new AssetNames(change(known.Assets)));
        }
    }

    private void Keep(AssetNames names)
    {
        lock (_lock)
        {
            pace.AssetCount = names.Assets.Count;
            _known = names;
        }
    }

    /// <summary>
    /// Determines which IDs exist, and which assets have changed since the last time. Those are read one by one, unless there are so many
    /// that the list is faster.
    /// </summary>
    private async Task<CheckedNames> CheckAsync(PiecesServer server, AssetNames known, CancellationToken cancellationToken)
    {
        if (await ListIdsAsync(server.Client, cancellationToken).ConfigureAwait(false) is not { } ids)
            return new CheckedNames(await ReadAsync(server, cancellationToken).ConfigureAwait(false), IsCurrent: true);

        var updated = await ListUpdatedAsync(server.Client, known, cancellationToken).ConfigureAwait(false);
        var present = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        var byId = known.Assets.Where(asset => present.Contains(asset.Id)).ToDictionary(static asset => asset.Id, StringComparer.OrdinalIgnoreCase);
        var changed = present.Where(id => !byId.ContainsKey(id)).Concat(updated ?? []).Where(present.Contains)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (changed.Length > 0 && !pace.IsFasterOneByOne(changed.Length))
            return new CheckedNames(await ReadAsync(server, cancellationToken).ConfigureAwait(false), IsCurrent: true);

        foreach (var id in changed)
        {
            if (await ReadOneAsync(server.Client, id, cancellationToken).ConfigureAwait(false) is { } asset)
                byId[id] = asset;
            else
                byId.Remove(id);
        }

        if (changed.Length == 0 && byId.Count == known.Assets.Count)
            return new CheckedNames(known, IsCurrent: updated is not null);
        var order = known.Assets.Select(static asset => asset.Id).Concat(changed).Distinct(StringComparer.OrdinalIgnoreCase);
        var names = new AssetNames(order.Where(byId.ContainsKey).Select(id => byId[id]));
        Keep(names);
        return new CheckedNames(names, IsCurrent: updated is not null);
    }

    private static async Task<IReadOnlyList<string>?> ListIdsAsync(PiecesClient client, CancellationToken cancellationToken)
    {
        try
        {
            var ids = await client.Assets.AssetsIdentifiersSnapshotAsync(cancellationToken: cancellationToken)
                .ToListAsync(static identifier => identifier.Id, cancellationToken).ConfigureAwait(false);
            return ids.OfType<string>().ToArray();
        }
        catch (Exception e) when (e is RestStatusException or MalformedResponseException)
        {
            return null;
        }
    }

    /// <summary>The IDs of the changed assets; <see langword="null"/> if the server does not report changes.</summary>
    private async Task<IReadOnlyList<string>?> ListUpdatedAsync(PiecesClient client, AssetNames known, CancellationToken cancellationToken)
    {
        if (!_canListUpdated || known.LastUpdated is not { } last)
            return null;
        try
        {
            // The precision of the server is a microsecond. Adding one excludes known changes.
            return await client.Materials.ListAssetsUpdatedSinceAsync(last.AddTicks(10), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RestStatusException or MalformedResponseException)
        {
            _canListUpdated = e is RestStatusException { Status: not System.Net.HttpStatusCode.NotFound };
            return null;
        }
    }

    private static async Task<KnownAsset?> ReadOneAsync(PiecesClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            var asset = await client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables: false, cancellationToken).ConfigureAwait(false);
            return asset.Id is { Length: > 0 } ? KnownAsset.From(asset, withDetails: true) : null;
        }
        catch (RestStatusException e) when (ErrorFactory.IsMissing(e))
        {
            return null;
        }
    }

    /// <summary>Names, and whether they are validated.</summary>
    /// <param name="Names">The names.</param>
    /// <param name="IsCurrent">Whether the names are known to be current. Otherwise an asset may have been renamed.</param>
    internal sealed record CheckedNames(AssetNames Names, bool IsCurrent);
}
