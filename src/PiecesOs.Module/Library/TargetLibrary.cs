using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Determines which assets of a source the target library already contains. An asset that the session knows with the same ID and
/// unchanged is the same one. Others are compared by fingerprint, for which the library is read once. Each asset of the library
/// matches only one of the source, so duplicates in a source are imported, and a second import adds nothing.
/// </summary>
/// <param name="server">The server of the library.</param>
internal sealed class TargetLibrary(PiecesServer server)
{
    private readonly FingerprintIndex _index = new();
    private readonly List<ImportMaterial> _matchedById = [];
    private Dictionary<string, DateTimeOffset?>? _known;
    private bool _isRead;

    /// <summary>The names of the assets whose content could not be read.</summary>
    private readonly List<string?> _unread = [];

    /// <summary>Those that matched an asset of the current source.</summary>
    private readonly List<string?> _matchedUnread = [];

    /// <summary>The number of assets that could not be compared, because their content could not be read.</summary>
    public int Unread { get; private set; }

    /// <summary>Whether the library contains the asset. Each asset of the library matches once.</summary>
    /// <param name="material">The data of the asset.</param>
    /// <param name="progress">Shows the progress of the comparison.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<bool> TryMatchAsync(ImportMaterial material, ThrottledProgress progress, CancellationToken cancellationToken)
    {
        if (!_isRead)
        {
            if (await IsKnownAsync(material.ExportedAsset, cancellationToken).ConfigureAwait(false))
            {
                _matchedById.Add(material);
                return true;
            }

            await ReadAsync(progress, cancellationToken).ConfigureAwait(false);
            foreach (var matched in _matchedById)
                TryTake(matched);
            _isRead = true;
        }

        return TryTake(material);
    }

    /// <summary>Makes all assets of the library available for another source.</summary>
    public void StartNextSource()
    {
        _index.PutBack();
        _matchedById.Clear();
        _matchedUnread.Clear();
    }

    /// <summary>Adds an asset that was created after the library was read, so that the next source can match it.</summary>
    /// <param name="fingerprints">The result of <see cref="FingerprintsOf(ImportMaterial)"/>.</param>
    public void Add(IEnumerable<Guid> fingerprints)
    {
        if (_isRead)
            _index.Add(fingerprints);
    }

    /// <summary>The fingerprints of an asset that is created. The one without a name is for assets that have none in the source, for which Pieces OS generates names.</summary>
    public static Guid[] FingerprintsOf(ImportMaterial material) =>
        [.. new[] { AssetFingerprint.Of(material.Name, material.Digest), AssetFingerprint.Of(name: null, material.Digest) }.Concat(material.OtherFingerprints).Distinct()];

    private bool TryTake(ImportMaterial material) =>
        _index.TryTake(AssetFingerprint.Of(material.Name, material.Digest)) || material.OtherFingerprints.Any(_index.TryTake);

    /// <summary>Whether the session knows that the library contains this asset, unchanged since the export.</summary>
    private async Task<bool> IsKnownAsync((string Id, DateTimeOffset Updated)? asset, CancellationToken cancellationToken)
    {
        if (asset is not var (id, updated) || server.Connection.Assets.Known?.Contains(id) != true)
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
    private async Task ReadAsync(ThrottledProgress progress, CancellationToken cancellationToken)
    {
        var read = 0;
        var removed = new RemovedIds();
        var added = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
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
            if (added.TryGetValue(id, out var entry))
                _index.Remove(entry);
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
            if (asset.GetContent() is { } content)
            {
                added[asset.Id ?? string.Empty] = _index.Add(FingerprintsOf(asset, content));
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
    public bool TryMatchUnread(ImportMaterial material)
    {
        var isThere = _unread.Count(name => name == material.Name) > _matchedUnread.Count(name => name == material.Name);
        if (isThere)
            _matchedUnread.Add(material.Name);
        return isThere;
    }

    private static IEnumerable<Guid> FingerprintsOf(Asset asset, AssetContent content)
    {
        var name = ImportMaterial.NameOf(asset);
        var digest = ImportMaterial.DigestOf(content);
        yield return AssetFingerprint.Of(name: null, digest);
        if (name is not null)
            yield return AssetFingerprint.Of(name, digest);
        if (AssetFile.Of(asset) is { } file)
            yield return AssetFingerprint.OfFile(file.Name.ToString(), digest);
        if (content.IsText && content.GetText() is var text && text.IndexOf('\r') >= 0)
            yield return AssetFingerprint.OfLines(name, ImportMaterial.DigestOf(SourceText.WithLf(text)));
    }

    private void AddUnread(Asset asset)
    {
        Unread++;
        _unread.Add(ImportMaterial.NameOf(asset));
    }
}
