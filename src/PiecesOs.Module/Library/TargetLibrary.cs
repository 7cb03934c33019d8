using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// What the library that is imported into has already, by fingerprints. Two assets alike there stand for two in the export,
/// so an export that holds the same asset twice comes in whole, and a second import adds nothing.
/// </summary>
internal sealed class TargetLibrary
{
    private readonly Dictionary<Guid, int> _counts = [];

    /// <summary>The names of the assets whose content could not be read.</summary>
    private readonly List<string?> _unread = [];

    /// <summary>How many assets could not be compared, because their content could not be read.</summary>
    public int Unread => _unread.Count;

    /// <summary>Reads the library once, asset by asset.</summary>
    public static async Task<TargetLibrary> ReadAsync(PiecesServer server, ThrottledProgress progress, CancellationToken cancellationToken)
    {
        var library = new TargetLibrary();
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
                library._unread.Add(ImportMaterial.NameOf(asset));
            }
        }

        if (read == 0 && withoutContent.Count == 0)
            await RefuseHiddenAsync(server, cancellationToken).ConfigureAwait(false);
        foreach (var id in removed.All)
        {
            if (added.TryGetValue(id, out var fingerprints))
                library.Count(fingerprints, -1);
        }

        return library;

        void TryAdd(Asset asset)
        {
            try
            {
                Add(asset);
            }
            catch (InvalidDataException)
            {
                library._unread.Add(ImportMaterial.NameOf(asset));
            }
        }

        void Add(Asset asset)
        {
            if (ImportMaterial.Of(asset) is { } material)
            {
                var fingerprints = FingerprintsOf(material);
                library.Count(fingerprints, 1);
                added[asset.Id ?? string.Empty] = fingerprints;
            }

            read++;
            progress.Report(() => FormattableString.Invariant($"{read} assets of the library compared"));
        }
    }

    /// <summary>
    /// After a logout Pieces OS lists nothing although the assets are there, and an import would double them. Newer servers count
    /// them independently of the list.
    /// </summary>
    private static async Task RefuseHiddenAsync(PiecesServer server, CancellationToken cancellationToken)
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
            // This server does not count.
            return;
        }

        if (hidden > 0)
            throw LibraryErrors.LibraryHidden(hidden);
    }

    /// <summary>Whether the material is there; each asset there counts for one.</summary>
    public bool TryMatch(ImportMaterial material)
    {
        if (!_counts.TryGetValue(AssetFingerprint.Of(material.Name, material.Digest), out var count) || count <= 0)
            return false;
        Count(FingerprintsOf(material), -1);
        return true;
    }

    /// <summary>
    /// Whether the material may be an asset whose content could not be read, by its name alone; each asset there counts for one.
    /// Importing it could double the library.
    /// </summary>
    public bool TryMatchUnread(ImportMaterial material) => _unread.Remove(material.Name);

    /// <summary>Also under no name: where the export has none, the library has one that Pieces OS made up.</summary>
    private static Guid[] FingerprintsOf(ImportMaterial material) => material.Name is null
        ? [AssetFingerprint.Of(name: null, material.Digest)]
        : [AssetFingerprint.Of(material.Name, material.Digest), AssetFingerprint.Of(name: null, material.Digest)];

    private void Count(Guid[] fingerprints, int change)
    {
        foreach (var fingerprint in fingerprints)
        {
            _counts.TryGetValue(fingerprint, out var count);
            _counts[fingerprint] = count + change;
        }
    }
}
