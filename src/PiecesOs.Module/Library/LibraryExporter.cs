using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Writes a library to a folder, asset by asset while the list arrives, adds the data that the list omitted, compares what arrived with
/// the counts of the server, and verifies the files. If the folder has an earlier export, the list is requested without contents, and only
/// contents of new and changed assets are requested. The earlier export is kept until the new one is complete. Selected assets are
/// requested by their IDs instead, and are added to an earlier export.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="folder">The folder, which the caller has locked.</param>
/// <param name="options">The options.</param>
/// <param name="progress">Shows the progress.</param>
/// <param name="warn">Receives a sentence about each asset that could not be read completely.</param>
internal sealed class LibraryExporter(PiecesServer server, ExportFolder folder, ExportOptions options, ThrottledProgress progress, Action<string> warn) : IDisposable
{
    /// <summary>The number of assets that are completed together.</summary>
    private const int Together = 50;

    private readonly EarlierExport _earlier = new(folder);
    private readonly ExportProblems _problems = new(warn);
    private readonly LinkList _links = new(server, folder, options.RemoveMissing, isPart: options.Selected is not null);
    private readonly Reconciliation _reconciliation = new(server, options.Pseudo, warn);

    private readonly BatchReader _batches = server.Batches;

    private ExportedServer _source = new(server.Client.BaseAddress, Version: null);
    private CompactStringSet _listed = new();
    private RemovedIds _removed = new();
    private ListCompleteness _completeness = null!;
    private AssetCompleter _completer = null!;
    private ContentFiles _files = new(folder, keepsExisting: false);

    /// <summary>The number of files of an earlier run in the folder that are not part of this export.</summary>
    public int UnknownFileCount => _files.CountUnknown();

    /// <summary>Runs the export, and returns its counts.</summary>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <exception cref="RestException">The list was incomplete, and the server does not return IDs. The written files are kept for the next run.</exception>
    /// <exception cref="InputException">A file cannot be written, a file does not match what was written, or the library has become smaller.</exception>
    public async Task<PiecesExport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ExportAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file can be deleted while the files are verified.
            throw LibraryErrors.NotWritable(folder.Root, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _earlier.Dispose();

    private async Task<PiecesExport> ExportAsync(CancellationToken cancellationToken)
    {
        _source = new ExportedServer(server.Client.BaseAddress, await GetVersionAsync(cancellationToken).ConfigureAwait(false));
        folder.Prepare();
        await _earlier.IndexAsync(ignoreDamage: options.Force, cancellationToken).ConfigureAwait(false);

        var counts = options.Selected is { } selected
            ? await WriteSelectedAsync(selected, cancellationToken).ConfigureAwait(false)
            : await WriteListAsync(withContent: !_earlier.RecordsChanges, cancellationToken).ConfigureAwait(false)
                ?? await CompleteAsync(cancellationToken).ConfigureAwait(false);
        await VerifyAsync(counts.Contents, cancellationToken).ConfigureAwait(false);
        var superseded = await _earlier.ListFilesAsync(ignoreDamage: options.Force, cancellationToken).ConfigureAwait(false);
        _earlier.Dispose();
        folder.Finish();
        _files.Delete(superseded.Where(file => !_files.Contains(file)));

        await _links.WriteListAsync(new EarlierExport(folder).ReadEntriesAsync(cancellationToken)).ConfigureAwait(false);
        var export = Describe(counts);
        using var report = new MemoryStream(Encoding.UTF8.GetBytes(ExportReport.Format(export, _source)));
        OutputFile.Write(folder.Report, report, overwrite: true);
        if (counts.Secrets > 0)
            warn($"The export contains {Quantity.Of(counts.Secrets, "possible secret")} in {Quantity.Of(counts.AssetsWithSecrets, "asset")}. Find-PiecesSecret -LibraryPath '{DisplayText.Safe(folder.Root).Replace("'", "''")}' lists them.");
        return export;
    }

    /// <summary>Writes the selected assets, and returns their counts. The other assets of an earlier export are kept as they are.</summary>
    private async Task<ExportCounts> WriteSelectedAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Restart();
        _reconciliation.Select(ids);
        using var output = new ExportOutput(folder.UnfinishedAssets, folder.UnfinishedManifest, _source, _files, _problems, _earlier);
        await FinishAsync(output, cancellationToken).ConfigureAwait(false);
        return output.Counts;
    }

    private void Restart()
    {
        (_listed, _removed, _completeness, _files) = (new CompactStringSet(), new RemovedIds(), new ListCompleteness(), new ContentFiles(folder, _earlier.Exists));
        _completer = new AssetCompleter(server, _batches, _earlier, _completeness, _problems);
    }

    /// <summary>
    /// Writes the assets while the list arrives. Returns their counts, or <see langword="null"/> if the list omits data or contains removed assets, so that
    /// the assets have to be completed.
    /// </summary>
    private async Task<ExportCounts?> WriteListAsync(bool withContent, CancellationToken cancellationToken)
    {
        Restart();
        using (var output = new ExportOutput(folder.UnfinishedAssets, folder.UnfinishedManifest, _source, _files, _problems, _earlier))
        {
            var changed = await ReadListAsync(output, withContent, cancellationToken).ConfigureAwait(false);
            if (withContent || changed == 0 || server.Connection.Pace.IsFasterOneByOne(changed))
            {
                if (!options.Force)
                    await ThrowIfSmallerAsync(output.Counts.Assets, cancellationToken).ConfigureAwait(false);
                await _completeness.CompareSampleAsync(server, cancellationToken).ConfigureAwait(false);

                // Most lists name removed assets only in their indices.
                var isWhole = !_completeness.HasFoundIncomplete && !_removed.All.Any(_listed.Contains);
                if (isWhole)
                    await FinishAsync(output, cancellationToken).ConfigureAwait(false);
                else
                    output.Finish(shares: default, shareCount: 0, _reconciliation.Counts);
                return isWhole ? output.Counts : null;
            }
        }

        // So much has changed that the list with all contents is faster.
        return await WriteListAsync(withContent: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests the list, and what else shows which assets there are. Returns the number of assets that the earlier export does not have as they are.</summary>
    private async Task<int> ReadListAsync(ExportOutput output, bool withContent, CancellationToken cancellationToken)
    {
        RestException? failure = null;
        var changed = 0;
        try
        {
            await output.WriteAsync(ListAsync(cancellationToken), ShowWritten, cancellationToken).ConfigureAwait(false);
        }
        catch (RestException e) when (CanBeReadById(e))
        {
            failure = e;
        }

        var listed = output.Counts.Assets - _removed.All.Count(_listed.Contains);
        await _reconciliation.RunAsync(
            failure is null ? listed : null, _removed.Active, id => _listed.Contains(id) || _removed.Contains(id), cancellationToken).ConfigureAwait(false);
        if (failure is not null && _reconciliation.Counts.Identifiers is null or 0)
            throw failure;
        if (failure is not null)
            warn($"The list of assets could not be read completely, so the assets are requested by their IDs: {server.DescribeFailure(failure)}");
        return changed;

        async IAsyncEnumerable<Asset> ListAsync([EnumeratorCancellation] CancellationToken token)
        {
            await foreach (var asset in server.ListAssetsAsync(withContent, options.Pseudo, _removed, token).ConfigureAwait(false))
            {
                if (asset.Id is { Length: > 0 } id)
                {
                    // An asset that the list contains twice is exported once.
                    if (_listed.Contains(id))
                        continue;
                    _listed.Add(id);
                }

                _completeness.Add(asset);
                if (!_earlier.IsUnchanged(asset))
                    changed++;
                yield return asset;
            }
        }

        void ShowWritten() => progress.Report(() => $"{Quantity.Of(output.Counts.Assets, "asset")}, {ViewText.Size(output.Counts.Bytes)}");
    }

    /// <summary>Whether a list can have failed because of its size, so that the assets are requested by their IDs.</summary>
    private static bool CanBeReadById(RestException failure) => failure is RequestTimedOutException or ConnectionLostException or MalformedResponseException
        or RestStatusException { Status: HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout };

    /// <summary>Rejects a library with fewer assets than the export, except for those that the list reports as removed.</summary>
    private async Task ThrowIfSmallerAsync(int written, CancellationToken cancellationToken)
    {
        var now = written - _removed.All.Count(_listed.Contains) + _reconciliation.Unlisted.Count;
        var before = await _earlier.CountAsync(_removed, cancellationToken).ConfigureAwait(false);
        if (now < before)
            throw now == 0 ? LibraryErrors.LibraryEmpty(folder.Root, before) : LibraryErrors.LibraryShrank(folder.Root, before, now);
        if (now == 0 && _reconciliation.Counts.Metrics is > 0 and var hidden)
            throw LibraryErrors.LibraryHidden(hidden, "Nothing was exported.");
    }

    /// <summary>
    /// Writes the assets again after the list has ended: without those that it reports as removed, and with the data that it omitted.
    /// </summary>
    private async Task<ExportCounts> CompleteAsync(CancellationToken cancellationToken)
    {
        ExportCounts counts;
        using (var output = new ExportOutput(folder.CompletedAssets, folder.CompletedManifest, _source, _files, _problems, _earlier))
        {
            var some = new List<ListedAsset>();
            var position = 0;
            await foreach (var (asset, entry) in EarlierExport.ReadPairsAsync(folder.UnfinishedManifest, folder.UnfinishedAssets, FilesChanged, cancellationToken).ConfigureAwait(false))
            {
                var listed = new ListedAsset(asset, entry, position++);
                if (!_removed.Contains(asset.Id))
                    some.Add(listed);
                else if (entry.ContentFile is not null)
                    _files.Remove(entry.ContentFile);
                if (some.Count < Together)
                    continue;
                await CompleteAsync(some, output, cancellationToken).ConfigureAwait(false);
                some.Clear();
                progress.Report(() => $"{Quantity.Of(position, "asset")} completed");
            }

            await CompleteAsync(some, output, cancellationToken).ConfigureAwait(false);
            await FinishAsync(output, cancellationToken).ConfigureAwait(false);
            counts = output.Counts;
        }

        folder.UseCompleted();
        return counts;

        static Exception FilesChanged() => new IOException("Another program has changed the files of the export.");
    }

    private async Task CompleteAsync(IReadOnlyList<ListedAsset> assets, ExportOutput output, CancellationToken cancellationToken)
    {
        var incomplete = assets.Select(static listed => listed.Asset).Where(_completeness.IsIncomplete).ToArray();
        await _completer.CompleteAsync(incomplete, areSingleRecords: false, cancellationToken).ConfigureAwait(false);
        foreach (var (asset, entry, position) in assets)
        {
            if (entry.ContentFile is null)
                output.WriteWithContent(asset, position, cancellationToken);
            else
                output.Write(asset, entry);
        }
    }

    /// <summary>Adds what the list does not contain: other assets of the server, those that only the earlier export has, and the shares.</summary>
    private async Task FinishAsync(ExportOutput output, CancellationToken cancellationToken)
    {
        await AddUnlistedAsync(output, cancellationToken).ConfigureAwait(false);
        if (_reconciliation.Counts.Metrics is { } metrics && metrics > output.Counts.Assets + _problems.Missing.Count)
            _problems.AddMissing(id: null, $"The server counts {metrics} assets, but returned only {output.Counts.Assets}.");
        if (!options.RemoveMissing)
            await KeepMissingAsync(output, cancellationToken).ConfigureAwait(false);
        var shares = await _links.WriteSharesAsync(_listed.Contains, reason => _problems.AddUnreadable(id: null, "Share links", reason), cancellationToken).ConfigureAwait(false);
        output.Finish(shares, _links.Count, _reconciliation.Counts);
    }

    private async Task AddUnlistedAsync(ExportOutput output, CancellationToken cancellationToken)
    {
        var read = 0;
        var total = _reconciliation.Unlisted.Count;
        await foreach (var item in _batches.ReadAsync(_reconciliation.Unlisted, transferables: true, cancellationToken).ConfigureAwait(false))
        {
            read++;
            progress.Report(() => $"{read} of {Quantity.Of(total, "asset")} requested by ID", (int)(100L * read / total));
            if (item.Asset is not { } asset)
            {
                await ReportUnlistedAsync(item, cancellationToken).ConfigureAwait(false);
                continue;
            }

            _listed.Add(item.Id);
            await _completer.CompleteAsync([asset], areSingleRecords: true, cancellationToken).ConfigureAwait(false);
            output.WriteWithContent(asset, output.Counts.Assets, cancellationToken);
        }
    }

    private async Task ReportUnlistedAsync(BatchItem item, CancellationToken cancellationToken)
    {
        var isUnknown = item.Failure is null || ErrorFactory.IsMissing(item.Failure);
        var isDeleted = item.Failure is RestStatusException { Status: HttpStatusCode.Gone };
        if (options.Selected is null && (isDeleted || (isUnknown && _reconciliation.Counts.Identifiers is null)))
            return; // It was deleted in the meantime, or only an index of the list is left of it.
        var reason = isUnknown && options.Selected is not null ? "The server does not have it."
            : isUnknown ? "The server has its ID, but does not return it."
            : server.DescribeFailure(item.Failure!);
        if (await _earlier.FindAsync(item.Id, cancellationToken).ConfigureAwait(false) is { } saved)
            _problems.AddUnreadable(saved, $"{reason} The asset of the earlier export was kept.");
        else
            _problems.AddMissing(item.Id, reason);
    }

    /// <summary>Adds the assets of the earlier export that the server no longer lists.</summary>
    private async Task KeepMissingAsync(ExportOutput output, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (asset, entry) in _earlier.ReadAssetsAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!_listed.Contains(entry.Id) || _removed.Contains(entry.Id))
                    KeepMissing(asset, entry, output, cancellationToken);
            }
        }
        catch (InputException e) when (options.Force && e.ErrorId == "ExportDamaged")
        {
            warn(e.Message);
        }
    }

    private void KeepMissing(Asset asset, ManifestEntry entry, ExportOutput output, CancellationToken cancellationToken)
    {
        var kept = options.Selected is null ? entry with { IsMissing = true } : entry;
        if (entry.ContentFile is not null && !_files.Has(entry, cancellationToken))
        {
            kept = kept with { ContentFile = null, Content = default };
            _problems.AddUnreadable(asset, "Its content in the earlier export is missing or damaged.");
        }

        if (kept.ContentFile is not null)
            _files.Add(kept.ContentFile);
        output.Write(asset, kept);
        if (options.Selected is not null && entry.Id is { Length: > 0 } id)
            _listed.Add(id);
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

    private async Task VerifyAsync(int contents, CancellationToken cancellationToken)
    {
        var damage = await ExportVerifier.FindDamageAsync(
            folder, folder.UnfinishedManifest, folder.UnfinishedAssets, folder.UnfinishedShares, ShowVerified, cancellationToken).ConfigureAwait(false);
        if (damage is not null)
            throw LibraryErrors.VerificationFailed(damage);

        void ShowVerified(int files) => progress.Report(() => $"{files} of {Quantity.Of(contents, "file")} verified", (int)(100L * files / contents));
    }

    private PiecesExport Describe(ExportCounts counts) => new()
    {
        Path = folder.Root,
        SelectedCount = options.Selected?.Count,
        Report = folder.Report,
        AssetCount = counts.Assets,
        ContentCount = counts.Contents,
        Size = counts.Bytes,
        WithoutContent = counts.WithoutContent,
        LinkCount = _links.Count,
        SecretCount = counts.Secrets,
        ListCount = _reconciliation.Counts.List,
        IdentifierCount = _reconciliation.Counts.Identifiers,
        MetricsCount = _reconciliation.Counts.Metrics,
        Missing = _problems.Missing,
        Unreadable = _problems.Unreadable,
        NoLongerListed = counts.NoLongerListed,
        Resumed = counts.Kept,
    };

    /// <summary>An asset of the list, its manifest entry, and its position in the list.</summary>
    private sealed record ListedAsset(Asset Asset, ManifestEntry Entry, int Position);
}

/// <summary>The options of an export.</summary>
/// <param name="Pseudo">Whether pseudo assets are included; <see langword="null"/> for the default of the server.</param>
/// <param name="Force">Whether a smaller library can replace an export.</param>
/// <param name="RemoveMissing">Whether assets that the server no longer lists are removed from the export.</param>
/// <param name="Selected">The IDs of the assets to export; <see langword="null"/> for the whole library.</param>
internal sealed record ExportOptions(bool? Pseudo, bool Force, bool RemoveMissing, IReadOnlyList<string>? Selected = null);
