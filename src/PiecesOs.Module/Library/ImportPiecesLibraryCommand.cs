using System;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Imports what Export-PiecesLibrary wrote (operation <c>assets_create_new_asset</c>): content, name, language, and the user's
/// own tags and descriptions. Ids, times and links are not taken over. What is in the library already is skipped, so an import
/// may be repeated. Nothing is sent before all files have been found undamaged.
/// </summary>
[Cmdlet(VerbsData.Import, "PiecesLibrary", SupportsShouldProcess = true)]
[OutputType(typeof(PiecesImportResult))]
public sealed class ImportPiecesLibraryCommand : PiecesCmdlet
{
    /// <summary>The folder with the export.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>How many assets are sent at once; the results come out in the order of the export.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForInputAsync(Path, () => ImportAsync(cancellationToken));

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        var folder = new ExportFolder(await OnPipelineThreadAsync(() => OutputFolder.Resolve(SessionState, Path)).ConfigureAwait(false));
        if (!File.Exists(folder.Manifest))
            throw LibraryErrors.NoExport(folder.Root);

        using var progress = new ThrottledProgress(WriteProgress, "Importing the library");
        var total = 0;
        var damage = await ExportVerifier.FindDamageAsync(folder, folder.Manifest, folder.Assets, ShowVerified, cancellationToken).ConfigureAwait(false);
        if (damage is not null)
            throw LibraryErrors.Damaged(damage);

        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var library = await TargetLibrary.ReadAsync(server.Client, progress, cancellationToken).ConfigureAwait(false);
        var done = 0;
        await foreach (var asset in AssetLines.ReadAsync(folder.Assets, cancellationToken).ConfigureAwait(false))
        {
            await ImportAsync(asset, server, library, cancellationToken).ConfigureAwait(false);
            done++;
            progress.Report(() => FormattableString.Invariant($"{done} assets"), Math.Min(100, (int)(100L * done / Math.Max(1, total))));
        }

        void ShowVerified(int files)
        {
            total = files;
            progress.Report(() => FormattableString.Invariant($"{files} files verified"));
        }
    }

    private async Task ImportAsync(Asset asset, PiecesServer server, TargetLibrary library, CancellationToken cancellationToken)
    {
        var material = ImportMaterial.Of(asset);
        var reason = material is null ? "The export has no content of it."
            : library.TryMatch(material) ? "The library has it already."
            : null;

        // What is skipped goes the same way as what is created, to come out in the order of the export.
        if (reason is not null)
        {
            await ForInputInParallelAsync(asset.Id, ThrottleLimit, new SkipJob(asset, reason)).ConfigureAwait(false);
        }
        else if (await ShouldProcessAsync(DisplayText.Of(asset), $"Import into {server.Client.BaseAddress}").ConfigureAwait(false))
        {
            await ForInputInParallelAsync(asset.Id, ThrottleLimit, new CreateJob(material!, server)).ConfigureAwait(false);
        }
    }

    private static PiecesImportResult ResultOf(Asset source, PiecesImportAction action, string? id = null, string? reason = null) =>
        new() { Name = source.Name, SourceId = source.Id, Id = id, Action = action, Reason = reason };

    private sealed record SkipJob(Asset Asset, string Reason) : IPipelineJob
    {
        public Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            emit(ResultOf(Asset, PiecesImportAction.Skipped, reason: Reason));
            return Task.CompletedTask;
        }
    }

    private sealed record CreateJob(ImportMaterial Material, PiecesServer Server) : IPipelineJob
    {
        public async Task RunAsync(Action<object?> emit, CancellationToken cancellationToken)
        {
            try
            {
                var seed = Material.ToSeed(await Server.GetApplicationAsync(cancellationToken).ConfigureAwait(false));
                var created = await Server.Client.Assets.AssetsCreateNewAssetAsync(seed, transferables: false, cancellationToken).ConfigureAwait(false);
                emit(ResultOf(Material.Asset, PiecesImportAction.Created, created.Id));
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not TerminatingErrorException)
            {
                emit(ResultOf(Material.Asset, PiecesImportAction.Failed, reason: ErrorFactory.Create(e, target: null).ToString()));
                throw;
            }
        }
    }
}
