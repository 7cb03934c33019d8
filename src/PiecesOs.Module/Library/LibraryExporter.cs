using System.Net;
using PiecesOs.Client;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>
/// Writes a library to a folder, asset by asset while the list arrives, adds the data that the list omitted, and verifies the files.
/// An earlier export is kept until the new one is complete.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="folder">The folder, which the caller has locked.</param>
/// <param name="options">The options.</param>
/// <param name="progress">Shows the progress.</param>
/// <param name="warn">Receives a sentence about each asset that could not be read completely.</param>
internal sealed class LibraryExporter(PiecesServer server, ExportFolder folder, ExportOptions options, ThrottledProgress progress, Action<string> warn)
{
    /// <summary>The maximum number of assets whose contents are waiting to be written.</summary>
    private const int MaxWaiting = 8;

    private readonly ListCompleteness _completeness = new();
    private readonly RemovedIds _removed = new();
    private readonly CompactStringSet _listed = new();

    /// <summary>The positions in the list of the assets with invalid content.</summary>
    private readonly HashSet<int> _unreadable = [];

    private EarlierExport _earlier = new(folder);
    private ContentFiles _files = new(folder, keepsExisting: false);

    /// <summary>The counts of the written data.</summary>
    public ExportCounts Counts { get; } = new();

    /// <summary>The number of files of an earlier run in the folder that are not part of this export.</summary>
    public int UnknownFileCount => _files.CountUnknown();

    /// <summary>Runs the export.</summary>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <exception cref="MalformedResponseException">The list was incomplete. The written files are kept for the next run.</exception>
    /// <exception cref="InputException">A file cannot be written, a file does not match what was written, or the library has become smaller.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExportAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file can be deleted while the files are verified.
            throw LibraryErrors.NotWritable(folder.Root, e);
        }
    }

    private async Task ExportAsync(CancellationToken cancellationToken)
    {
        var version = await GetVersionAsync(cancellationToken).ConfigureAwait(false);
        folder.Prepare();
        _earlier = new EarlierExport(folder);
        _files = new ContentFiles(folder, _earlier.Exists);
        bool mustComplete;
        using (var lines = new JsonLinesWriter(folder.UnfinishedAssets))
        using (var manifest = new ManifestWriter(folder.UnfinishedManifest, server.Client.BaseAddress, version))
        {
            var assets = server.ListAssetsAsync(transferables: true, options.Pseudo, _removed, cancellationToken);
            await WriteAssetsAsync(assets, lines, manifest, cancellationToken).ConfigureAwait(false);
            var listedAndRemoved = _removed.All.Count(_listed.Contains);
            if (!options.Force)
                await ThrowIfSmallerAsync(Counts.Assets - listedAndRemoved, cancellationToken).ConfigureAwait(false);
            await _completeness.CompareSampleAsync(server, cancellationToken).ConfigureAwait(false);

            // Most lists name removed assets only in their indices.
            mustComplete = _completeness.HasFoundIncomplete || listedAndRemoved > 0;
            if (!mustComplete)
                await KeepMissingAsync(lines, manifest, cancellationToken).ConfigureAwait(false);
            manifest.Finish(lines.Finish(), Counts);
        }

        if (mustComplete)
            await CompleteAsync(version, cancellationToken).ConfigureAwait(false);
        await VerifyAsync(cancellationToken).ConfigureAwait(false);
        var superseded = await FindSupersededAsync(cancellationToken).ConfigureAwait(false);
        folder.Finish();
        _files.Delete(superseded);
    }

    /// <summary>Rejects a library with fewer assets than the export, except for those that the list reports as removed.</summary>
    private async Task ThrowIfSmallerAsync(int now, CancellationToken cancellationToken)
    {
        var before = 0;
        await foreach (var entry in _earlier.ReadEntriesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!entry.IsMissing && !_removed.Contains(entry.Id))
                before++;
        }

        if (now < before)
            throw now == 0 ? LibraryErrors.LibraryEmpty(folder.Root, before) : LibraryErrors.LibraryShrank(folder.Root, before, now);
    }

    /// <summary>Adds the assets of the earlier export that the server no longer lists.</summary>
    private async Task KeepMissingAsync(JsonLinesWriter lines, ManifestWriter manifest, CancellationToken cancellationToken)
    {
        if (options.RemoveMissing)
            return;
        try
        {
            await foreach (var (asset, entry) in _earlier.ReadAssetsAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!_listed.Contains(entry.Id) || _removed.Contains(entry.Id))
                    KeepMissing(asset, entry, lines, manifest, cancellationToken);
            }
        }
        catch (InputException e) when (options.Force && e.ErrorId == "ExportDamaged")
        {
            warn(e.Message);
        }
    }

    private void KeepMissing(Asset asset, ManifestEntry entry, JsonLinesWriter lines, ManifestWriter manifest, CancellationToken cancellationToken)
    {
        var kept = entry with { IsMissing = true };
        if (entry.ContentFile is not null && !_files.Has(entry, cancellationToken))
        {
            kept = kept with { ContentFile = null, Content = default };
            ReportIncomplete(asset, "its content in the earlier export is missing or damaged");
        }

        lines.Write(asset);
        manifest.Write(kept);
        Counts.AddMissing();
        if (kept.ContentFile is not null)
        {
            _files.Add(kept.ContentFile);
            Counts.AddContent(kept.Content.Bytes, kept: false);
        }
    }

    /// <summary>The files that only the earlier export contains. They are deleted after it has been replaced.</summary>
    private async Task<List<string>> FindSupersededAsync(CancellationToken cancellationToken)
    {
        var superseded = new List<string>();
        try
        {
            await foreach (var entry in _earlier.ReadEntriesAsync(cancellationToken).ConfigureAwait(false))
            {
                if (entry.NamesFileInFolder && !_files.Contains(entry.ContentFile))
                    superseded.Add(entry.ContentFile!);
            }
        }
        catch (InputException) when (options.Force)
        {
            // Files that a damaged manifest does not name are kept.
        }

        return superseded;
    }

    /// <summary>
    /// Rewrites the assets after the list has ended: without those that it reports as removed, and with the data that it omitted.
    /// </summary>
    private async Task CompleteAsync(string? version, CancellationToken cancellationToken)
    {
        using (var lines = new JsonLinesWriter(folder.CompletedAssets))
        using (var manifest = new ManifestWriter(folder.CompletedManifest, server.Client.BaseAddress, version))
        using (var listed = File.OpenRead(folder.UnfinishedManifest))
        {
            await using var entries = JsonListReader.ReadAsync(listed, "manifest.json", ["assets"], cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
            var index = 0;
            var total = Counts.Assets;
            await foreach (var asset in JsonLines.ReadAssetsAsync(folder.UnfinishedAssets, cancellationToken).ConfigureAwait(false))
            {
                await entries.MoveNextAsync();
                var entry = ManifestEntry.From(entries.Current);
                if (_removed.Contains(asset.Id))
                {
                    Remove(entry);
                }
                else
                {
                    if (_completeness.IsIncomplete(asset))
                    {
                        await CompleteAsync(asset, cancellationToken).ConfigureAwait(false);
                        if (entry.ContentFile is null && !_unreadable.Contains(index))
                            entry = WriteContent(asset, index, cancellationToken);
                    }

                    lines.Write(asset);
                    manifest.Write(entry);
                }

                index++;
                progress.Report(() => $"{Quantity.Of(index, "asset")} completed", (int)(100L * index / total));
            }

            await KeepMissingAsync(lines, manifest, cancellationToken).ConfigureAwait(false);
            manifest.Finish(lines.Finish(), Counts);
        }

        folder.UseCompleted();
    }

    /// <summary>Requests the data that the list omitted, one request after another.</summary>
    private async Task CompleteAsync(Asset asset, CancellationToken cancellationToken)
    {
        try
        {
            if (_completeness.RelationsMissingIn(asset).ToArray() is { Length: > 0 } relations)
            {
                var single = await server.ReadAssetAsync(asset.Id!, transferables: !asset.HasContent(), cancellationToken).ConfigureAwait(false);
                asset.CopyRelations(single, relations);
                if (!asset.HasContent())
                    asset.CopyContent(single);
            }

            await server.Contents.CompleteAsync(asset, preview: false, cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            // The asset was deleted after the list was created, or the server has no single records, so the record of the list is used.
        }
        catch (RestStatusException e)
        {
            ReportIncomplete(asset, server.DescribeFailure(e));
        }
    }

    private void Remove(ManifestEntry entry)
    {
        Counts.RemoveAsset();
        if (entry.ContentFile is not null)
            Counts.RemoveContent(entry.Content.Bytes, kept: _files.Remove(entry.ContentFile));
    }

    private async Task<string?> GetVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await server.Client.System.GetWellKnownVersionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RestStatusException)
        {
            // The version is optional.
            return null;
        }
    }

    /// <summary>Contents are written in the background, while the next assets arrive.</summary>
    private async Task WriteAssetsAsync(
        IAsyncEnumerable<Asset> assets, JsonLinesWriter lines, ManifestWriter manifest, CancellationToken cancellationToken)
    {
        var writing = Task.CompletedTask;
        var arrived = new List<Asset>();
        try
        {
            await foreach (var asset in assets.ConfigureAwait(false))
            {
                if (asset.Id is { Length: > 0 } id)
                {
                    // An asset that the list contains twice is exported once.
                    if (_listed.Contains(id))
                        continue;
                    _listed.Add(id);
                }

                lines.Write(asset);
                _completeness.Add(asset);
                arrived.Add(asset);
                if (!writing.IsCompleted && arrived.Count < MaxWaiting)
                    continue;
                await writing.ConfigureAwait(false);
                progress.Report(() => $"{Quantity.Of(Counts.Assets, "asset")}, {ViewText.Size(Counts.Bytes)}");
                writing = WriteContentsAsync(arrived, manifest, cancellationToken);
                arrived = new List<Asset>();
            }
        }
        finally
        {
            // If the list was incomplete, the received contents are written too.
            await writing.ConfigureAwait(false);
            await WriteContentsAsync(arrived, manifest, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task WriteContentsAsync(List<Asset> assets, ManifestWriter manifest, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            foreach (var asset in assets)
            {
                var index = Counts.Assets;
                Counts.AddAsset();

                // A preview is used only after the original was requested separately.
                manifest.Write(asset.HasContent() ? WriteContent(asset, index, cancellationToken) : EntryWithoutContent(asset));
            }
        },
        CancellationToken.None);

    private static ManifestEntry EntryWithoutContent(Asset asset) => new(asset.Id, asset.Name, ContentFile: null, default);

    private ManifestEntry WriteContent(Asset asset, int index, CancellationToken cancellationToken)
    {
        try
        {
            if (AssetFile.Of(asset) is not { } file)
                return EntryWithoutContent(asset);
            using var content = file.Content.OpenRead();
            var (name, digest, kept) = _files.Write(asset, index, file.Name, content, cancellationToken);
            Counts.AddContent(digest.Bytes, kept);
            return new ManifestEntry(asset.Id, asset.Name, name, digest);
        }
        catch (InvalidDataException e)
        {
            // The line in assets.jsonl contains it as the server sent it.
            _unreadable.Add(index);
            ReportIncomplete(asset, e.Message);
            return EntryWithoutContent(asset);
        }
    }

    private void ReportIncomplete(Asset asset, string reason)
    {
        Counts.AddIncomplete();
        warn($"'{DisplayText.Of(asset)}' ({DisplayText.Safe(asset.Id)}) was not exported completely: {DisplayText.Safe(reason)}");
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var damage = await ExportVerifier.FindDamageAsync(
            folder, folder.UnfinishedManifest, folder.UnfinishedAssets, ShowVerified, cancellationToken).ConfigureAwait(false);
        if (damage is not null)
            throw LibraryErrors.VerificationFailed(damage);
    }

    private void ShowVerified(int files) => progress.Report(
        () => $"{files} of {Quantity.Of(Counts.Contents, "file")} verified", (int)(100L * files / Counts.Contents));
}

/// <summary>The options of an export.</summary>
/// <param name="Pseudo">Whether pseudo assets are included; <see langword="null"/> for the default of the server.</param>
/// <param name="Force">Whether a smaller library can replace an export.</param>
/// <param name="RemoveMissing">Whether assets that the server no longer lists are removed from the export.</param>
internal sealed record ExportOptions(bool? Pseudo, bool Force, bool RemoveMissing);
