using System.Diagnostics;
using System.Globalization;

namespace PiecesOs.Module;

/// <summary>
/// Exports the whole library to a folder with one request (operation <c>assets_snapshot</c>): <c>assets.jsonl</c> with every
/// member of every asset as Pieces OS sent it, the contents as files, and a manifest with counts and SHA-256. Data that the list
/// omits is requested asset by asset (operations <c>assets_specific_asset_snapshot</c>, <c>assets_specific_asset_formats_snapshot</c> and
/// <c>format_snapshot</c>). The written files are read back and compared. An interrupted export continues when it is run
/// again. An earlier export in the folder is replaced after the new one is complete.
/// </summary>
[Cmdlet(VerbsData.Export, "PiecesLibrary", SupportsShouldProcess = true)]
[OutputType(typeof(PiecesExport))]
public sealed class ExportPiecesLibraryCommand : PiecesCmdlet
{
    /// <summary>The folder to write to: a new one, an empty one, or one with an earlier export, which is updated.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>Write to a folder that contains other files, and accept a library with fewer assets than the earlier export.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Remove assets from the export that the server no longer lists. Without it, they are kept and marked in the manifest.</summary>
    [Parameter]
    public SwitchParameter RemoveMissing { get; set; }

    /// <summary>Include pseudo assets, which Pieces OS generates.</summary>
    [Parameter]
    public SwitchParameter IncludePseudo { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => ForInputAsync(Destination, () => ExportAsync(cancellationToken));

    private async Task ExportAsync(CancellationToken cancellationToken)
    {
        var path = await OnPipelineThreadAsync(() => OutputFolder.Resolve(SessionState, Destination)).ConfigureAwait(false);
        var folder = new ExportFolder(path);
        if (!Force && !folder.IsFreeToUse())
            throw LibraryErrors.FolderNotEmpty(path);
        if (!await ShouldProcessAsync(DisplayText.Safe(path), "Export library").ConfigureAwait(false))
            return;

        var clock = Stopwatch.StartNew();
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        using var progress = new ThrottledProgress(WriteProgress, "Exporting the library");
        using var exportLock = ExportLock.Acquire(folder);
        using var exporter = new LibraryExporter(server, folder, new ExportOptions(IncludePseudo ? true : null, Force, RemoveMissing), progress, WriteWarning);
        var export = await exporter.RunAsync(cancellationToken).ConfigureAwait(false);

        progress.Complete();
        if (exporter.UnknownFileCount is > 0 and var files)
            WriteWarning(string.Format(CultureInfo.InvariantCulture, "Files that belong to no asset of the export were kept: {0} in '{1}'.", files, DisplayText.Safe(folder.Contents)));
        if (export.AssetCount == 0)
            WriteWarning("The library is empty. If you have assets, sign in to Pieces OS: after a logout it shows an empty library.");
        export.Duration = clock.Elapsed;
        WriteObject(export);
        if (!export.IsComplete)
            throw LibraryErrors.ExportIncomplete(export.Report, export.Missing.Count, export.Unreadable.Count);
    }
}
