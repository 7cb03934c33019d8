using System.Runtime.CompilerServices;
using PiecesOs.Client;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>The completed export in a folder. It is read entry by entry, so that it is never in memory as a whole.</summary>
internal sealed class EarlierExport(ExportFolder folder)
{
    /// <summary>Whether there is an earlier export.</summary>
    public bool Exists { get; } = File.Exists(folder.Manifest);

    /// <summary>The entries of its manifest. Empty if there is no manifest.</summary>
    /// <exception cref="InputException">The manifest is damaged.</exception>
    public async IAsyncEnumerable<ManifestEntry> ReadEntriesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Exists)
            yield break;
        if (new FileInfo(folder.Manifest).Length == 0)
            throw LibraryErrors.EarlierExportDamaged(folder.Root, "manifest.json is empty");
        using var stream = File.OpenRead(folder.Manifest);
        await using var entries = JsonListReader.ReadAsync(stream, "manifest.json", ["assets"], cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await entries.MoveNextAsync())
                    yield break;
            }
            catch (MalformedResponseException)
            {
                throw LibraryErrors.EarlierExportDamaged(folder.Root, "manifest.json is not a complete manifest");
            }

            yield return ManifestEntry.From(entries.Current);
        }
    }

    /// <summary>Its assets, each with its manifest entry.</summary>
    /// <exception cref="InputException">The export is damaged.</exception>
    public async IAsyncEnumerable<(Asset Asset, ManifestEntry Entry)> ReadAssetsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Exists)
            yield break;
        if (!File.Exists(folder.Assets))
            throw LibraryErrors.EarlierExportDamaged(folder.Root, "assets.jsonl is missing");
        if (new FileInfo(folder.Assets).Length == 0)
            yield break;
        await using var assets = JsonLines.ReadAssetsAsync(folder.Assets, cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        await foreach (var entry in ReadEntriesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!await assets.MoveNextAsync() || !string.Equals(assets.Current.Id, entry.Id, StringComparison.Ordinal))
                throw LibraryErrors.EarlierExportDamaged(folder.Root, "assets.jsonl does not contain the assets that manifest.json lists");
            yield return (assets.Current, entry);
        }
    }
}
