using System.Collections.Concurrent;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Imports an export of Export-PiecesLibrary (operation <c>assets_create_new_asset</c>): content, name, language, the user's own
/// tags and annotations, and web addresses; favorites are restored (<c>asset_update</c>). A warning names what the new asset does not show of these. Ids, times and links are not imported. Assets that the library already contains are skipped, so an import
/// can be repeated. Nothing is sent until all files have been verified.
/// </summary>
[Cmdlet(VerbsData.Import, "PiecesLibrary", SupportsShouldProcess = true)]
[OutputType(typeof(PiecesImportResult))]
public sealed class ImportPiecesLibraryCommand : PiecesCmdlet
{
    private readonly ConcurrentQueue<PiecesImportResult> _losses = new();

    /// <summary>The folder that contains the export.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The maximum number of assets that are sent at a time. Output keeps the order of the export.</summary>
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
        var path = await OnPipelineThreadAsync(() => OutputFolder.Resolve(SessionState, Path)).ConfigureAwait(false);
        using var progress = new ThrottledProgress(WriteProgress, "Importing the library");
        var export = await ExportedLibrary.OpenAsync(path, files => progress.Report(() => $"{Quantity.Of(files, "file")} verified"), cancellationToken).ConfigureAwait(false);

        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var library = new TargetLibrary(server, progress);
        var done = 0;
        await foreach (var asset in export.ReadAssetsAsync(cancellationToken).ConfigureAwait(false))
        {
            await ImportAsync(asset, server, library, cancellationToken).ConfigureAwait(false);
            done++;
            progress.Report(() => Quantity.Of(done, "asset"), Math.Min(100, (int)(100L * done / Math.Max(1, export.ContentCount))));
        }

        if (library.Unread > 0)
            WriteWarning($"Assets of the library whose content could not be read: {library.Unread}. Exported assets with the same names are skipped.");
    }

    private async Task ImportAsync(Asset asset, PiecesServer server, TargetLibrary library, CancellationToken cancellationToken)
    {
        var (material, reason) = await ExamineAsync(asset, library, cancellationToken).ConfigureAwait(false);

        // Skipped assets are jobs too, so that the output keeps the order of the export.
        if (reason is not null)
        {
            await ForInputInParallelAsync(asset.Id, ThrottleLimit, new SkipJob(asset, reason)).ConfigureAwait(false);
        }
        else if (await ShouldProcessAsync(DisplayText.Of(asset), $"Import into {server.Client.BaseAddress}").ConfigureAwait(false))
        {
            await ForInputInParallelAsync(asset.Id, ThrottleLimit, new CreateJob(material!, server, _losses)).ConfigureAwait(false);
        }
    }

    /// <summary>The data to send, or the reason why nothing is sent.</summary>
    private static async Task<(ImportMaterial? Material, string? Reason)> ExamineAsync(Asset asset, TargetLibrary library, CancellationToken cancellationToken)
    {
        if (asset.Deleted is not null)
            return (null, "It was deleted before the export.");
        ImportMaterial? material;
        try
        {
            material = ImportMaterial.Of(asset);
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }

        if (material is null)
            return (null, "The export does not contain its content.");
        if (await library.TryMatchAsync(material, cancellationToken).ConfigureAwait(false))
            return (null, "The library already contains it.");
        return library.TryMatchUnread(material)
            ? (null, "The library has an asset of this name whose content could not be read.")
            : (material, null);
    }

    private static PiecesImportResult ResultOf(Asset source, PiecesImportAction action, string? id = null, string? reason = null, IReadOnlyList<string>? notImported = null) =>
        new() { Name = source.Name, SourceId = source.Id, Id = id, Action = action, Reason = reason, NotImported = notImported ?? [] };

    private sealed record SkipJob(Asset Asset, string Reason) : IPipelineJob
    {
        public Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            emit(ResultOf(Asset, PiecesImportAction.Skipped, reason: Reason));
            return Task.CompletedTask;
        }
    }

    /// <summary>Creates one asset.</summary>
    /// <param name="Material">The data of the asset.</param>
    /// <param name="Server">The server.</param>
    /// <param name="Losses">Receives the result if user data is missing in the new asset.</param>
    private sealed record CreateJob(ImportMaterial Material, PiecesServer Server, ConcurrentQueue<PiecesImportResult> Losses) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            try
            {
                var seed = Material.ToSeed(await Server.GetApplicationAsync(cancellationToken).ConfigureAwait(false));
                var created = await Server.Client.Assets.AssetsCreateNewAssetAsync(seed, transferables: false, cancellationToken).ConfigureAwait(false);
                var result = ResultOf(Material.Asset, PiecesImportAction.Created, created.Id, notImported: await FindLossAsync(created, cancellationToken).ConfigureAwait(false));
                emit(result);
                if (result.NotImported.Count > 0)
                    Losses.Enqueue(result);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not TerminatingErrorException)
            {
                emit(ResultOf(Material.Asset, PiecesImportAction.Failed, reason: Server.DescribeFailure(e)));
                throw;
            }
        }

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
            return [.. favorite, .. Material.MissingIn(created), .. Material.NotInExport()];
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
                whole.MarkAsFavorite();
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
