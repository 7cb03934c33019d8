using System.Collections.Concurrent;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Imports snippets (operation <c>assets_create_new_asset</c>): an export of Export-PiecesLibrary, a folder of files, Markdown notes of
/// Export-PiecesLibrary, snippets of VS Code, JSON of SnippetsLab, massCode or Raycast, or clones of gists. Names, languages, contents,
/// the user's own tags and annotations, and web addresses are imported; favorites are restored (<c>asset_update</c>). A warning names
/// what the new asset does not show of these. Pieces OS assigns new IDs and times, and links are not imported. Into the local server,
/// an export is imported as it is: with its IDs, times, formats, relations and links (<c>library_snapshot</c>,
/// <c>library_store_asset</c>, <c>library_store_share</c>). Assets that the library already contains are skipped, so an import can be
/// repeated. Nothing is sent before all files of an export, and all JSON, have been checked.
/// </summary>
[Cmdlet(VerbsData.Import, "PiecesLibrary", SupportsShouldProcess = true)]
[OutputType(typeof(PiecesImportResult))]
public sealed class ImportPiecesLibraryCommand : PiecesCmdlet
{
    private readonly ConcurrentQueue<PiecesImportResult> _losses = new();
    private readonly List<CreatedAsset> _created = [];
    private TargetLibrary? _library;

    /// <summary>The file or folder to import.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>What the file or folder is. By default, it is recognized.</summary>
    [Parameter]
    public PiecesImportForm? As { get; set; }

    /// <summary>Tags to add to every asset that is created.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Replaces assets and links of the local server that differ from those of an export, and opens links again that were revoked there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The maximum number of assets that are sent at a time. Output keeps the order of the source.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForInputAsync(Path, () => ImportAsync(cancellationToken));

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var loss in _losses)
            WriteWarning($"'{DisplayText.Of(loss.Name ?? loss.SourceId ?? string.Empty)}' was imported, but Pieces OS does not show: {DisplayText.Safe(string.Join(", ", loss.NotImported))}");
        return Task.CompletedTask;
    }

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        var path = new SourcePath(await OnPipelineThreadAsync(() => SourcePath.Resolve(SessionState, Path)).ConfigureAwait(false));
        using var progress = new ThrottledProgress(WriteProgress, "Importing snippets");
        var form = LibrarySources.Find(path, As);
        WriteVerbose($"'{DisplayText.Safe(path.FullPath)}' is read as {form.Description}.");
        var source = await form.OpenAsync(path, files => progress.Report(() => $"{Quantity.Of(files, "file")} verified"), cancellationToken).ConfigureAwait(false);

        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var library = _library = await AddCreatedAsync().ConfigureAwait(false) ?? new TargetLibrary(server);
        var unread = library.Unread;
        var run = new ImportRun(path.FullPath, form.Id, server, progress);
        if (source is ExportSource exported && await server.Client.Library.GetVersionAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            await RestoreAsync(exported.Export, run, cancellationToken).ConfigureAwait(false);
            return;
        }

        await foreach (var item in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await ImportAsync(item, run, cancellationToken).ConfigureAwait(false);
            run.ReportProgress(source.Count);
        }

        if (library.Unread > unread)
            WriteWarning($"Assets of the library whose content could not be read: {library.Unread}. Snippets with the same names are skipped.");
        WriteVerbose($"'{DisplayText.Safe(path.FullPath)}': {Quantity.Of(run.Count, "snippet")}, {run.New} new, {run.Skipped} skipped, {run.Unreadable} unreadable.");
    }

    /// <summary>Imports an export into a library that stores records as they are. An asset is the same one if it has the same ID.</summary>
    private async Task RestoreAsync(ExportedLibrary export, ImportRun run, CancellationToken cancellationToken)
    {
        var target = await RestoreTarget.ReadAsync(run.Server, run.Progress, cancellationToken).ConfigureAwait(false);
        var exported = new CompactStringSet();
        await foreach (var asset in export.ReadAssetsAsync(cancellationToken).ConfigureAwait(false))
        {
            var reason = asset.Deleted is not null ? "It was deleted before the export."
                : asset.Id is not { Length: > 0 } ? "The export does not contain its ID."
                : Force ? null : target.FindReason(asset);
            if (asset is { Deleted: null, Id: { Length: > 0 } id })
                exported.Add(id);
            if (reason is null)
            {
                await RestoreAsync(asset, run).ConfigureAwait(false);
            }
            else
            {
                run.AddOmitted(isUnreadable: false);
                run.AddReason(reason);
                await ForInputInParallelAsync(asset.Id, ThrottleLimit, new OmitJob(ImportItem.Skipped(asset.Name, asset.Id, reason), run.Path)).ConfigureAwait(false);
            }

            run.ReportProgress(export.ContentCount);
        }

        await foreach (var share in export.ReadSharesAsync(cancellationToken).ConfigureAwait(false))
            await RestoreAsync(share, export, exported, target, run).ConfigureAwait(false);
        if (run.Different > 0)
            WriteWarning($"Assets and links of which the library has another version were skipped: {run.Different}. Use -Force to replace them.");
        WriteVerbose($"'{DisplayText.Safe(run.Path)}': {Quantity.Of(run.Count, "asset")}, {run.New} new, {run.Skipped} skipped; {Quantity.Of(run.Links, "link")}.");
    }

    private async Task RestoreAsync(Asset asset, ImportRun run)
    {
        run.AddNew();
        if (!await ShouldProcessAsync(DisplayText.Of(asset.Name is { Length: > 0 } name ? name : asset.Id!), $"Import into {run.Server.Client.BaseAddress}").ConfigureAwait(false))
            return;
        asset.AddTags(Tag);
        var isConfirmed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _created.Add(new CreatedAsset([], isConfirmed.Task));
        await ForInputInParallelAsync(asset.Id, ThrottleLimit, new RestoreAssetJob(asset, run.Path, run.Server, Force, _losses, isConfirmed)).ConfigureAwait(false);
    }

    /// <summary>Links are sent one by one, so that the library lists them in the same order.</summary>
    private async Task RestoreAsync(Share share, ExportedLibrary export, CompactStringSet exported, RestoreTarget target, ImportRun run)
    {
        run.AddLink();
        if (share.Id is not { Length: > 0 } || (!Force && target.FindReason(share) is not null))
        {
            var (reason, stored) = target.FindReason(share) ?? ("The export does not contain its ID.", share);
            run.AddReason(reason);
            await ForInputInParallelAsync(share.Id, 1, new EmitJob(RestoreLinkJob.ResultOf(
                share, run.Path, PiecesImportAction.Skipped, reason == RestoreTarget.IsThere ? stored.Link : null, reason))).ConfigureAwait(false);
            return;
        }

        if (!await ShouldProcessAsync(DisplayText.Of(share.Link ?? share.Id), $"Import the link into {run.Server.Client.BaseAddress}").ConfigureAwait(false))
            return;
        string[] ids = [.. share.Assets.Select(static asset => asset.Id).DefaultIfEmpty(share.AssetId).OfType<string>().Where(id => !exported.Contains(id) && !target.HasAsset(id))];
        var copy = ids.Length == 1 ? export.FindLinkContent(share) : null;
        await ForInputInParallelAsync(share.Link ?? share.Id, 1, new RestoreLinkJob(share, ids, copy, run.Path, run.Server, Force)).ConfigureAwait(false);
    }

    /// <summary>
    /// What was created from an earlier path is part of the library for the next one. If a request failed, the library is read again,
    /// because the asset may have been created.
    /// </summary>
    private async Task<TargetLibrary?> AddCreatedAsync()
    {
        foreach (var created in _created)
        {
            if (!await created.IsConfirmed.ConfigureAwait(false))
                _library = null;
            _library?.Add(created.Fingerprints);
        }

        _created.Clear();
        _library?.StartNextSource();
        return _library;
    }

    private async Task ImportAsync(ImportItem item, ImportRun run, CancellationToken cancellationToken)
    {
        var reason = item.Reason ?? await FindReasonAsync(item.Material, run.Progress, cancellationToken).ConfigureAwait(false);

        // Items that are not sent are jobs too, so that the output keeps the order of the source.
        if (item.Failure is not null || reason is not null)
        {
            run.AddOmitted(item.Failure is not null);
            await ForInputInParallelAsync(item.SourceId, ThrottleLimit, new OmitJob(item with { Reason = reason }, run.Path)).ConfigureAwait(false);
            return;
        }

        run.AddNew();
        var from = run.Form == PiecesImportForm.Library ? string.Empty : $" from '{DisplayText.Of(item.SourceId ?? string.Empty)}'";
        if (!await ShouldProcessAsync(DisplayText.Of(item.Name ?? item.SourceId ?? string.Empty), $"Import{from} into {run.Server.Client.BaseAddress}").ConfigureAwait(false))
        {
            // What would be created from this path would be skipped in the next one.
            if (IsWhatIf)
                _created.Add(new CreatedAsset(TargetLibrary.FingerprintsOf(item.Material!), Task.FromResult(true)));
            return;
        }

        var material = item.Material! with { Tags = [.. item.Material.Tags, .. Tag.Except(item.Material.Tags, StringComparer.Ordinal)] };
        var isConfirmed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _created.Add(new CreatedAsset(TargetLibrary.FingerprintsOf(material), isConfirmed.Task));
        await ForInputInParallelAsync(item.SourceId, ThrottleLimit, new CreateJob(item.Name, material, run.Path, run.Server, _losses, isConfirmed)).ConfigureAwait(false);
    }

    /// <summary>The reason why nothing is sent for the data, if there is one.</summary>
    private async Task<string?> FindReasonAsync(ImportMaterial? material, ThrottledProgress progress, CancellationToken cancellationToken)
    {
        if (material is null)
            return null;
        if (await _library!.TryMatchAsync(material, progress, cancellationToken).ConfigureAwait(false))
            return "The library already contains it.";
        return _library.TryMatchUnread(material) ? "The library has an asset of this name whose content could not be read." : null;
    }

    /// <summary>An asset that was sent.</summary>
    private sealed record CreatedAsset(IReadOnlyList<Guid> Fingerprints, Task<bool> IsConfirmed);

    /// <summary>The import of one path.</summary>
    private sealed record ImportRun(string Path, PiecesImportForm Form, PiecesServer Server, ThrottledProgress Progress)
    {
        public int New { get; private set; }

        public int Skipped { get; private set; }

        public int Unreadable { get; private set; }

        public int Links { get; private set; }

        /// <summary>The number of assets and links that were skipped because the library has another version.</summary>
        public int Different { get; private set; }

        public int Count => New + Skipped + Unreadable;

        public void AddNew() => New++;

        public void AddLink() => Links++;

        public void AddReason(string reason)
        {
            if (reason == RestoreTarget.IsDifferent)
                Different++;
        }

        public void ReportProgress(long? total) =>
            Progress.Report(() => Quantity.Of(Count, "snippet"), total is > 0 ? (int)Math.Min(100, 100 * Count / total.Value) : -1);

        public void AddOmitted(bool isUnreadable)
        {
            if (isUnreadable)
                Unreadable++;
            else
                Skipped++;
        }
    }

    /// <summary>Reports an item for which nothing is sent.</summary>
    private sealed record OmitJob(ImportItem Item, string SourcePath) : IPipelineJob
    {
        public Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            emit(new PiecesImportResult
            {
                Name = Item.Name,
                SourceId = Item.SourceId,
                SourcePath = SourcePath,
                Action = Item.Failure is null ? PiecesImportAction.Skipped : PiecesImportAction.Failed,
                Reason = Item.Failure?.Message ?? Item.Reason,
            });
            return Item.Failure is null ? Task.CompletedTask : Task.FromException(Item.Failure);
        }
    }

    /// <summary>Emits a result.</summary>
    private sealed record EmitJob(PiecesImportResult Result) : IPipelineJob
    {
        public Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            emit(Result);
            return Task.CompletedTask;
        }
    }

    /// <summary>Creates one asset.</summary>
    /// <param name="Name">The name in the source.</param>
    /// <param name="Material">The data of the asset.</param>
    /// <param name="SourcePath">The file or folder that it is from.</param>
    /// <param name="Server">The server.</param>
    /// <param name="Losses">Receives the result if user data is missing in the new asset.</param>
    /// <param name="IsConfirmed">Receives whether the server confirmed the asset.</param>
    private sealed record CreateJob(
        string? Name, ImportMaterial Material, string SourcePath, PiecesServer Server, ConcurrentQueue<PiecesImportResult> Losses, TaskCompletionSource<bool> IsConfirmed) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            try
            {
                var seed = Material.ToSeed(await Server.GetApplicationAsync(cancellationToken).ConfigureAwait(false));

                // If a stopped import is repeated, it would create an asset twice that does not exist yet, and skip one that is no favorite yet.
                using var change = new GracePeriod(cancellationToken);
                var created = await Server.Client.Assets.AssetsCreateNewAssetAsync(seed, transferables: false, change.Token).ConfigureAwait(false);
                IsConfirmed.TrySetResult(true);
                var result = ResultOf(PiecesImportAction.Created, created.Id, notImported: await FindLossAsync(created, change.Token).ConfigureAwait(false));
                emit(result);
                if (result.NotImported.Count > 0)
                    Losses.Enqueue(result);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not TerminatingErrorException)
            {
                emit(ResultOf(PiecesImportAction.Failed, reason: Server.DescribeFailure(e)));
                throw;
            }
            finally
            {
                IsConfirmed.TrySetResult(false);
            }
        }

        private PiecesImportResult ResultOf(PiecesImportAction action, string? id = null, string? reason = null, IReadOnlyList<string>? notImported = null) =>
            new() { Name = Name, SourceId = Material.SourceId, SourcePath = SourcePath, Id = id, Action = action, Reason = reason, NotImported = notImported ?? [] };

        /// <summary>If the response does not show everything, the single record is read, because only it is complete.</summary>
        private async Task<string[]> FindLossAsync(Asset created, CancellationToken cancellationToken)
        {
            if (Material.MissingIn(created).Any() && created.Id is { Length: > 0 } id)
            {
                try
                {
                    created = await Server.ReadAssetAsync(id, transferables: false, cancellationToken).ConfigureAwait(false);
                }
                catch (RestException) when (!cancellationToken.IsCancellationRequested)
                {
                    // The asset was created nevertheless. What its response does not show is reported.
                }
            }

            string[] favorite = Material.IsFavorite && !await TryMarkAsFavoriteAsync(created.Id, cancellationToken).ConfigureAwait(false) ? ["favorite"] : [];
            return [.. favorite, .. Material.MissingIn(created), .. Material.NotInSource];
        }

        /// <summary>A favorite is restored by updating the whole asset, including its content, so that the update removes nothing.</summary>
        private async Task<bool> TryMarkAsFavoriteAsync(string? id, CancellationToken cancellationToken)
        {
            if (id is not { Length: > 0 })
                return false;
            try
            {
                var whole = await Server.ReadAssetAsync(id, transferables: true, cancellationToken).ConfigureAwait(false);
                if (!whole.HasContent())
                    return false;
                whole.SetFavorite(true);
                return (await Server.Client.Asset.AssetUpdateAsync(whole, transferables: false, cancellationToken).ConfigureAwait(false)).IsFavorite == true;
            }
            catch (RestException) when (!cancellationToken.IsCancellationRequested)
            {
                // The asset was created nevertheless. The result names the favorite.
                return false;
            }
        }
    }
}
