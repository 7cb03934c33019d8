using System.Net;
using PiecesOs.Client;
using RestCore;
using RestCore.Json;

namespace PiecesOs.Module;

/// <summary>
/// Writes a library into a folder, asset by asset as the one list arrives, adds what the list left out, and reads it back. An
/// earlier export stays as it is until the new one is whole.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="folder">The folder, locked by the caller.</param>
/// <param name="options">What the user wants.</param>
/// <param name="progress">Shows how far it is.</param>
/// <param name="warn">Receives a sentence about each asset of which something could not be read.</param>
internal sealed class LibraryExporter(PiecesServer server, ExportFolder folder, ExportOptions options, ThrottledProgress progress, Action<string> warn)
{
    /// <summary>How many assets may wait for their contents to be written.</summary>
    private const int MaxWaiting = 8;

    private readonly ListSurvey _survey = new();
    private readonly RemovedIds _removed = new();
    private readonly KeySet _listed = new();

    /// <summary>The positions in the list of the assets whose content is not valid.</summary>
    private readonly HashSet<int> _unreadable = [];

    private EarlierExport _earlier = new(folder);
    private ContentFiles _files = new(folder, keepsExisting: false);

    /// <summary>What has been written.</summary>
    public ExportCounts Counts { get; } = new();

    /// <summary>How many files of an earlier run are in the folder that this export does not know.</summary>
    public int LeftOver => _files.CountUnknown();

    /// <summary>Does it all.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MalformedResponseException">The list broke off: what was written stays for the next run.</exception>
    /// <exception cref="InputException">A file cannot be written, or is not what was written, or the library shrank.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExportAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is read back in between may be gone too.
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
        using (var lines = new AssetLinesWriter(folder.UnfinishedAssets))
        using (var manifest = new ManifestWriter(folder.UnfinishedManifest, server.Client.BaseAddress, version))
        {
            var assets = server.ListAssetsAsync(transferables: true, options.Pseudo, _removed, cancellationToken);
            await WriteAssetsAsync(assets, lines, manifest, cancellationToken).ConfigureAwait(false);
            var listedAndRemoved = _removed.All.Count(_listed.Contains);
            if (!options.Force)
                await RefuseShrunkAsync(Counts.Assets - listedAndRemoved, cancellationToken).ConfigureAwait(false);
            await _survey.CompareSampleAsync(server, cancellationToken).ConfigureAwait(false);

            // Most lists name removed assets in their indices alone.
            mustComplete = _survey.HasFoundIncomplete || listedAndRemoved > 0;
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

    /// <summary>Refuses a library that holds less than the export, except for what the list itself says is removed.</summary>
    private async Task RefuseShrunkAsync(int now, CancellationToken cancellationToken)
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
    private async Task KeepMissingAsync(AssetLinesWriter lines, ManifestWriter manifest, CancellationToken cancellationToken)
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

    private void KeepMissing(Asset asset, ManifestEntry entry, AssetLinesWriter lines, ManifestWriter manifest, CancellationToken cancellationToken)
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

    /// <summary>The files that only the earlier export knows. They are deleted once it has been replaced.</summary>
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
            // What a damaged manifest does not name stays.
        }

        return superseded;
    }

    /// <summary>
    /// Writes the assets once more, now that the list has ended: without those that it says are removed, and with what it left out.
    /// </summary>
    private async Task CompleteAsync(string? version, CancellationToken cancellationToken)
    {
        using (var lines = new AssetLinesWriter(folder.CompletedAssets))
        using (var manifest = new ManifestWriter(folder.CompletedManifest, server.Client.BaseAddress, version))
        using (var listed = File.OpenRead(folder.UnfinishedManifest))
        {
            await using var entries = JsonListReader.ReadAsync(listed, "manifest.json", ["assets"], cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
            var index = 0;
            var total = Counts.Assets;
            await foreach (var asset in AssetLines.ReadAsync(folder.UnfinishedAssets, cancellationToken).ConfigureAwait(false))
            {
                await entries.MoveNextAsync();
                var entry = ManifestEntry.From(entries.Current);
                if (_removed.Contains(asset.Id))
                {
                    Remove(entry);
                }
                else
                {
                    if (_survey.IsIncomplete(asset))
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

    /// <summary>Requests what the record of the list left out, one request after the other.</summary>
    private async Task CompleteAsync(Asset asset, CancellationToken cancellationToken)
    {
        try
        {
            if (_survey.RelationsMissingIn(asset).ToArray() is { Length: > 0 } relations)
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
            // It was deleted after the list was made, or the server has no single records: the list is all there is.
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
            // Good to know, but no reason not to export.
            return null;
        }
    }

    /// <summary>Contents are written in the background, while the next assets arrive.</summary>
    private async Task WriteAssetsAsync(
        IAsyncEnumerable<Asset> assets, AssetLinesWriter lines, ManifestWriter manifest, CancellationToken cancellationToken)
    {
        var writing = Task.CompletedTask;
        var arrived = new List<Asset>();
        try
        {
            await foreach (var asset in assets.ConfigureAwait(false))
            {
                if (asset.Id is { Length: > 0 } id)
                {
                    // A list that names an asset twice does not double it.
                    if (_listed.Contains(id))
                        continue;
                    _listed.Add(id);
                }

                lines.Write(asset);
                _survey.Add(asset);
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
            // Also when the list broke off: what had come is written.
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
            // The line in assets.jsonl has it as the server sent it.
            _unreadable.Add(index);
            ReportIncomplete(asset, e.Message);
            return EntryWithoutContent(asset);
        }
    }

    private void ReportIncomplete(Asset asset, string reason)
    {
        Counts.AddIncomplete();
        warn($"'{DisplayText.Of(asset)}' ({DisplayText.Safe(asset.Id)}) was not exported whole: {DisplayText.Safe(reason)}");
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

/// <summary>What the user wants of an export.</summary>
/// <param name="Pseudo">Whether pseudo assets are included; <see langword="null"/> leaves that to the server.</param>
/// <param name="Force">Whether a library that shrank may replace an export.</param>
/// <param name="RemoveMissing">Whether assets that the server no longer lists leave the export.</param>
internal sealed record ExportOptions(bool? Pseudo, bool Force, bool RemoveMissing);
