using System.Diagnostics;
using System.Globalization;

namespace PiecesOs.Module;

/// <summary>
/// Exports the whole library, or some assets, to a folder: <c>assets.jsonl</c> with every member of every asset as Pieces OS sent it, the contents as files,
/// the share links, and a manifest with counts and SHA-256 (operations <c>assets_snapshot</c> and <c>shares_snapshot</c>). What arrived is
/// compared with the IDs and the count of the server (<c>assets_identifiers_snapshot</c>, <c>materials_metrics</c>,
/// <c>materials_identifiers</c>, <c>assets_pseudo_snapshot</c>). What the list omits is requested (<c>assets_batch_fetch</c>,
/// <c>assets_specific_asset_snapshot</c>, <c>assets_specific_asset_formats_snapshot</c>, <c>format_snapshot</c>,
/// <c>shares_specific_share_snapshot</c>). The written files are read back and compared. An interrupted export continues when it is run
/// again. A later export to the folder requests only contents that changed, and replaces the earlier one after it is complete.
/// With -As, another form is made from that export, and with -LibraryPath from an existing one, without a server.
/// </summary>
[Cmdlet(VerbsData.Export, "PiecesLibrary", DefaultParameterSetName = "Server", SupportsShouldProcess = true)]
[OutputType(typeof(PiecesExport), typeof(PiecesConversion))]
public sealed class ExportPiecesLibraryCommand : PiecesCmdlet
{
    private const string AssetSet = "Asset";

    private readonly List<string> _selected = [];

    /// <summary>The folder to write to: a new one, an empty one, or one with an earlier export, which is updated.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>
    /// The assets to export: objects, IDs, names or patterns. The default is the whole library. In a folder with an earlier export, they
    /// are added or updated, and the other assets of the export stay as they are.
    /// </summary>
    [Parameter(ParameterSetName = AssetSet, Mandatory = true, ValueFromPipeline = true)]
    [Alias("Id", "AssetId", "Name")]
    [SupportsWildcards]
    [AssetReferenceTransformation]
    [ArgumentCompleter(typeof(AssetIdCompleter))]
    [ValidateNotNull]
    public AssetReference[] Asset { get; set; } = [];

    /// <summary>The form to write.</summary>
    [Parameter]
    public LibraryForm As { get; set; }

    /// <summary>A folder with a lossless export from which the form is made, without a server.</summary>
    [Parameter(ParameterSetName = "LibraryPath", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? LibraryPath { get; set; }

    /// <summary>
    /// Write to a folder that contains other files, accept a library with fewer assets than the earlier export, and replace files of a
    /// form that were changed since the last export.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Remove assets from the export that the server no longer lists. Without it, they are kept and marked in the manifest.</summary>
    [Parameter(ParameterSetName = "Server")]
    public SwitchParameter RemoveMissing { get; set; }

    /// <summary>Include pseudo assets, which Pieces OS generates.</summary>
    [Parameter(ParameterSetName = "Server")]
    public SwitchParameter IncludePseudo { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName != AssetSet)
        {
            await ForInputAsync(Destination, () => ExportAsync(cancellationToken)).ConfigureAwait(false);
            return;
        }

        await foreach (var reference in Targets.EachAsync(Asset, cancellationToken).ConfigureAwait(false))
        {
            await ForInputAsync(
                reference.Input, async () => _selected.Add(await Targets.GetIdAsync(reference, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _selected.Count == 0 ? Task.CompletedTask : ForInputAsync(Destination, () => ExportAsync(cancellationToken));

    private async Task ExportAsync(CancellationToken cancellationToken)
    {
        var path = await OnPipelineThreadAsync(() => OutputFolder.Resolve(SessionState, Destination)).ConfigureAwait(false);
        if (LibraryPath is not null)
        {
            await ConvertAsync(LibraryPath, path, cancellationToken).ConfigureAwait(false);
            return;
        }

        var folder = new ExportFolder(As == LibraryForm.Library ? path : Path.Combine(path, LibraryConverter.LibraryFolder));
        if (!Force && As != LibraryForm.Library)
            LibraryConverter.RequireFreeFolder(path);
        if (!Force && !folder.IsFreeToUse())
            throw LibraryErrors.FolderNotEmpty(path);
        IReadOnlyList<string>? selected = _selected.Count > 0 ? [.. _selected.Distinct(StringComparer.OrdinalIgnoreCase)] : null;
        var action = selected is null ? "Export library" : $"Export {Quantity.Of(selected.Count, "asset")}";
        if (!await ShouldProcessAsync(DisplayText.Safe(path), action).ConfigureAwait(false))
            return;

        var clock = Stopwatch.StartNew();
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        using var progress = new ThrottledProgress(WriteProgress, "Exporting the library");
        using var exportLock = ExportLock.Acquire(folder);
        using var exporter = new LibraryExporter(server, folder, new ExportOptions(IncludePseudo ? true : null, Force, RemoveMissing, selected), progress, WriteWarning);
        var export = await exporter.RunAsync(cancellationToken).ConfigureAwait(false);

        progress.Complete();
        if (exporter.UnknownFileCount is > 0 and var files)
            WriteWarning(string.Format(CultureInfo.InvariantCulture, "Files that belong to no asset of the export were kept: {0} in '{1}'.", files, DisplayText.Safe(folder.Contents)));
        if (export.AssetCount == 0 && selected is null)
            WriteWarning("The library is empty. If you have assets, sign in to Pieces OS: after a logout it shows an empty library.");
        export.Duration = clock.Elapsed;
        WriteObject(As == LibraryForm.Library ? export : await LibraryConverter.RunAsync(folder.Root, As, path, Force, progress, WriteWarning, cancellationToken, export).ConfigureAwait(false));
        if (!export.IsComplete)
            throw LibraryErrors.ExportIncomplete(export.Report, export.Missing.Count, export.Unreadable.Count);
    }

    private async Task ConvertAsync(string libraryPath, string path, CancellationToken cancellationToken)
    {
        if (As == LibraryForm.Library)
            throw LibraryErrors.NoFormGiven();
        var library = await OnPipelineThreadAsync(() => OutputFolder.Resolve(SessionState, libraryPath)).ConfigureAwait(false);
        if (!Force)
            LibraryConverter.RequireFreeFolder(path);
        if (!await ShouldProcessAsync(DisplayText.Safe(path), $"Export library as {As}").ConfigureAwait(false))
            return;
        using var progress = new ThrottledProgress(WriteProgress, "Exporting the library");
        WriteObject(await LibraryConverter.RunAsync(library, As, path, Force, progress, WriteWarning, cancellationToken).ConfigureAwait(false));
    }
}
