using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PiecesOs.Client;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>
/// The completed export in a folder. It is read entry by entry, so that it is never in memory as a whole. An index of the lines of its
/// assets allows reading a single one.
/// </summary>
internal sealed class EarlierExport(ExportFolder folder) : IDisposable
{
    private readonly Dictionary<Guid, Line> _lines = [];
    private FileStream? _assets;

    /// <summary>Whether there is an earlier export.</summary>
    public bool Exists { get; } = File.Exists(folder.Manifest);

    /// <summary>Whether it records when its assets were changed, so that only changes have to be read. The first exports do not.</summary>
    public bool RecordsChanges { get; private set; }

    /// <summary>Creates the index.</summary>
    /// <param name="ignoreDamage">Whether a damaged manifest is treated as if it ended before the damage.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InputException">The manifest is damaged.</exception>
    public Task IndexAsync(bool ignoreDamage, CancellationToken cancellationToken) => ForEachEntryAsync(
        entry =>
        {
            if (entry is { Id: { Length: > 0 } id, Offset: { } offset })
                _lines[CompactStringSet.KeyOf(id)] = new Line(offset, entry.Updated, ShortHash(entry.Content), entry.Secrets);
            RecordsChanges |= entry.Updated is not null;
        },
        ignoreDamage,
        cancellationToken);

    /// <summary>The number of assets that the server listed, without those that it now reports as removed.</summary>
    /// <exception cref="InputException">The manifest is damaged.</exception>
    public async Task<int> CountAsync(RemovedIds removed, CancellationToken cancellationToken)
    {
        var count = 0;
        await ForEachEntryAsync(entry => count += entry.IsMissing || removed.Contains(entry.Id) ? 0 : 1, ignoreDamage: false, cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>The names of its content files.</summary>
    /// <param name="ignoreDamage">Whether a damaged manifest is treated as if it ended before the damage.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InputException">The manifest is damaged.</exception>
    public async Task<IReadOnlyCollection<string>> ListFilesAsync(bool ignoreDamage, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        await ForEachEntryAsync(
            entry =>
            {
                if (entry.NamesFileInFolder)
                    files.Add(entry.ContentFile!);
            },
            ignoreDamage,
            cancellationToken).ConfigureAwait(false);
        return files;
    }

    /// <summary>Whether the export has this asset as it is now on the server.</summary>
    public bool IsUnchanged(Asset asset) =>
        asset is { Id: { Length: > 0 } id, Updated: { } updated } && _lines.TryGetValue(CompactStringSet.KeyOf(id), out var line) && line.Updated == updated;

    /// <summary>The number of possible secrets in the content of an asset; <see langword="null"/> if the export does not have that content, or was written without scanning.</summary>
    public int? FindSecretCount(string? id, FileDigest content) =>
        id is { Length: > 0 } && _lines.TryGetValue(CompactStringSet.KeyOf(id), out var line) && line.ContentHash == ShortHash(content) ? line.Secrets : null;

    /// <summary>The asset in the export; <see langword="null"/> if it is not there or cannot be read.</summary>
    public async Task<Asset?> FindAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is not { Length: > 0 } || !_lines.TryGetValue(CompactStringSet.KeyOf(id), out var line))
            return null;
        try
        {
            _assets ??= FileDigest.OpenRead(folder.Assets);
            _assets.Position = line.Offset;
            await foreach (var json in JsonSequenceReader.ReadAsync(_assets, folder.Assets, cancellationToken).ConfigureAwait(false))
            {
                var asset = new Asset(json);
                return string.Equals(asset.Id, id, StringComparison.OrdinalIgnoreCase) ? asset : null;
            }
        }
        catch (Exception e) when (e is MalformedResponseException or IOException or UnauthorizedAccessException)
        {
            // The asset is read from the server instead.
        }

        return null;
    }

    /// <summary>The entries of its manifest. Empty if there is no manifest.</summary>
    /// <exception cref="InputException">The manifest is damaged.</exception>
    public async IAsyncEnumerable<ManifestEntry> ReadEntriesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Exists)
            yield break;
        await foreach (var entry in ReadEntriesAsync(folder.Manifest, IsDamaged, cancellationToken).ConfigureAwait(false))
            yield return entry;

        Exception IsDamaged() => LibraryErrors.EarlierExportDamaged(folder.Root, "manifest.json is not a complete manifest");
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
        await foreach (var pair in ReadPairsAsync(folder.Manifest, folder.Assets, IsDamaged, cancellationToken).ConfigureAwait(false))
            yield return pair;

        Exception IsDamaged() => LibraryErrors.EarlierExportDamaged(folder.Root, "assets.jsonl and manifest.json do not have the same assets");
    }

    /// <summary>The assets of two files that belong together, each with its manifest entry.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="assets">The assets file.</param>
    /// <param name="damage">Creates the exception for files that do not match.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async IAsyncEnumerable<(Asset Asset, ManifestEntry Entry)> ReadPairsAsync(
        string manifest, string assets, Func<Exception> damage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var lines = JsonLines.ReadAssetsAsync(assets, cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        await foreach (var entry in ReadEntriesAsync(manifest, damage, cancellationToken).ConfigureAwait(false))
        {
            if (!await lines.MoveNextAsync() || !string.Equals(lines.Current.Id, entry.Id, StringComparison.Ordinal))
                throw damage();
            yield return (lines.Current, entry);
        }
    }

    private async Task ForEachEntryAsync(Action<ManifestEntry> action, bool ignoreDamage, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var entry in ReadEntriesAsync(cancellationToken).ConfigureAwait(false))
                action(entry);
        }
        catch (InputException) when (ignoreDamage)
        {
            // Files that a damaged manifest does not name are kept.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _assets?.Dispose();

    private static async IAsyncEnumerable<ManifestEntry> ReadEntriesAsync(
        string manifest, Func<Exception> damage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A named pipe has the length 0 too, and opening it would block.
        if (new FileInfo(manifest).Length == 0)
            throw damage();
        using var stream = File.OpenRead(manifest);
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
                throw damage();
            }

            yield return ManifestEntry.From(entries.Current);
        }
    }

    /// <summary>The first 64 bits of a hash, so that the index stays small.</summary>
    private static ulong ShortHash(FileDigest content) =>
        content.Sha256 is { Length: >= 16 } hash && ulong.TryParse(hash.Substring(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var start) ? start : 0;

    /// <summary>Where the line of an asset starts, the time of the last change that it contains, and its content with the number of possible secrets.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Line(long Offset, DateTimeOffset? Updated, ulong ContentHash, int? Secrets);
}
