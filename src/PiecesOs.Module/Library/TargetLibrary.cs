using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// What the library that is imported into has already, by fingerprints. Two assets alike there stand for two in the export,
/// so an export that holds the same asset twice comes in whole, and a second import adds nothing.
/// </summary>
internal sealed class TargetLibrary
{
    private readonly Dictionary<Guid, int> _counts = [];

    /// <summary>Reads the library once, asset by asset.</summary>
    public static async Task<TargetLibrary> ReadAsync(PiecesClient client, ThrottledProgress progress, CancellationToken cancellationToken)
    {
        var library = new TargetLibrary();
        var read = 0;
        await foreach (var asset in client.Assets.AssetsSnapshotAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (ImportMaterial.Of(asset) is { } material)
                library.Add(material);
            read++;
            progress.Report(() => FormattableString.Invariant($"{read} assets of the library compared"));
        }

        return library;
    }

    /// <summary>Whether the material is there; each asset there counts for one.</summary>
    public bool TryMatch(ImportMaterial material)
    {
        if (!_counts.TryGetValue(AssetFingerprint.Of(material.Name, material.Language, material.Digest), out var count) || count <= 0)
            return false;
        Count(material, -1);
        return true;
    }

    private void Add(ImportMaterial asset) => Count(asset, 1);

    /// <summary>Also under no name and no language: where the export has none, the library has one that Pieces OS made up.</summary>
    private void Count(ImportMaterial material, int change)
    {
        HashSet<Guid> fingerprints =
        [
            AssetFingerprint.Of(material.Name, material.Language, material.Digest),
            AssetFingerprint.Of(name: null, material.Language, material.Digest),
            AssetFingerprint.Of(material.Name, language: null, material.Digest),
            AssetFingerprint.Of(name: null, language: null, material.Digest),
        ];
        foreach (var fingerprint in fingerprints)
        {
            _counts.TryGetValue(fingerprint, out var count);
            _counts[fingerprint] = count + change;
        }
    }
}
