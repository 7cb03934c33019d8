using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Determines which assets of an export the target library already contains. An asset that the session knows with the same ID and
/// unchanged is the same one. Others are compared by fingerprint, for which the library is read once. Each asset of the library
/// matches only one of the export, so duplicates in an export are imported, and a second import adds nothing.
/// </summary>
/// <param name="server">The server of the library.</param>
/// <param name="progress">Shows the progress of the comparison.</param>
internal sealed class TargetLibrary(PiecesServer server, ThrottledProgress progress)
{
    private readonly Dictionary<Guid, int> _counts = [];
    private readonly List<Guid[]> _matchedById = [];
    private Dictionary<string, DateTimeOffset?>? _known;
    private bool _isRead;

    /// <summary>The names of the assets whose content could not be read.</summary>
    private readonly List<string?> _unread = [];

    /// <summary>The number of assets that could not be compared, because their content could not be read.</summary>
    public int Unread { get; private set; }

    /// <summary>Whether the library contains the asset. Each asset of the library matches once.</summary>
    public async Task<bool> TryMatchAsync(ImportMaterial material, CancellationToken cancellationToken)
    {
        if (!_isRead)
        {
            if (await IsKnownAsync(material.Asset, cancellationToken).ConfigureAwait(false))
            {
                _matchedById.Add(FingerprintsOf(material));
                return true;
            }

            await ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var matched in _matchedById)
                Count(matched, -1);
            _isRead = true;
        }

        if (!_counts.TryGetValue(AssetFingerprint.Of(material.Name, material.Digest), out var count) || count <= 0)
            return false;
        Count(FingerprintsOf(material), -1);
        return true;
    }

    /// <summary>Whether the session knows that the library contains this asset, unchanged since the export.</summary>
    private async Task<bool> IsKnownAsync(Asset asset, CancellationToken cancellationToken)
    {
        if (asset is not { Id: { } id, Updated: { } updated } || server.Connection.Assets.Known?.Contains(id) != true)
            return false;
        if (_known is null)
        {
            _known = new Dictionary<string, DateTimeOffset?>(StringComparer.OrdinalIgnoreCase);
            var (names, isCurrent) = await server.Connection.Assets.GetAsync(server, cancellationToken).ConfigureAwait(false);
            foreach (var known in isCurrent ? names.Assets : [])
                _known[known.Id] = known.Updated;
        }

        return _known.TryGetValue(id, out var now) && now == updated;
    }

    /// <summary>Reads the library asset by asset.</summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var read = 0;
        var removed = new RemovedIds();
        var added = new Dictionary<string, Guid[]>(StringComparer.OrdinalIgnoreCase);
        var withoutContent = new List<Asset>();
        var assets = server.ListAssetsAsync(transferables: true, pseudo: null, removed, cancellationToken);
        await foreach (var asset in assets.ConfigureAwait(false))
        {
            if (asset.HasContent())
                TryAdd(asset);
            else
                withoutContent.Add(asset);
        }

        foreach (var asset in withoutContent.Where(asset => !removed.Contains(asset.Id)))
        {
            try
            {
                await server.Contents.CompleteAsync(asset, preview: false, cancellationToken).ConfigureAwait(false);
                TryAdd(asset);
            }
            catch (RestStatusException)
            {
                AddUnread(asset);
            }
        }

        if (read == 0 && withoutContent.Count == 0)
            await ThrowIfHiddenAsync(cancellationToken).ConfigureAwait(false);
        foreach (var id in removed.All)
        {
            if (added.TryGetValue(id, out var fingerprints))
                Count(fingerprints, -1);
        }

        void TryAdd(Asset asset)
        {
            try
            {
                Add(asset);
            }
            catch (InvalidDataException)
            {
                AddUnread(asset);
            }
        }

        void Add(Asset asset)
        {
            if (ImportMaterial.Of(asset) is { } material)
            {
                var fingerprints = FingerprintsOf(material);
                Count(fingerprints, 1);
                added[asset.Id ?? string.Empty] = fingerprints;
            }

            read++;
            progress.Report(() => $"{Quantity.Of(read, "asset")} of the library compared");
        }
    }

    /// <summary>
    /// After a logout, Pieces OS returns an empty list although the assets exist, and an import would create duplicates. Newer servers
    /// count the assets independently of the list.
    /// </summary>
    private async Task ThrowIfHiddenAsync(CancellationToken cancellationToken)
    {
        long hidden;
        try
        {
            hidden = await server.Client.Materials.CountAssetsAsync(cancellationToken).ConfigureAwait(false);
            if (hidden > 0)
            {
                var pseudo = await server.Client.Assets.AssetsPseudoSnapshotAsync(cancellationToken)
                    .ToListAsync(static identifier => identifier.Id, cancellationToken).ConfigureAwait(false);
                hidden -= pseudo.Count;
            }
        }
        catch (Exception e) when (e is RestStatusException or MalformedResponseException)
        {
            // This server does not support the count.
            return;
        }

        if (hidden > 0)
            throw LibraryErrors.LibraryHidden(hidden, "Nothing was imported, to avoid duplicates.");
    }

    /// <summary>
    /// Whether an asset whose content could not be read has the same name; each asset of the library matches once.
    /// Importing it could create a duplicate.
    /// </summary>
    public bool TryMatchUnread(ImportMaterial material) => _unread.Remove(material.Name);

    /// <summary>Also adds the fingerprint without a name, because Pieces OS generates names for assets that have none in the export.</summary>
    private static Guid[] FingerprintsOf(ImportMaterial material) => material.Name is null
        ? [AssetFingerprint.Of(name: null, material.Digest)]
        : [AssetFingerprint.Of(material.Name, material.Digest), AssetFingerprint.Of(name: null, material.Digest)];

    private void AddUnread(Asset asset)
    {
        Unread++;
        _unread.Add(ImportMaterial.NameOf(asset));
    }

    private void Count(Guid[] fingerprints, int change)
    {
        foreach (var fingerprint in fingerprints)
        {
            _counts.TryGetValue(fingerprint, out var count);
            _counts[fingerprint] = count + change;
        }
    }
}
