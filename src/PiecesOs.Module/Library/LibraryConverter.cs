using System.Diagnostics;
using System.Globalization;

namespace PiecesOs.Module;

/// <summary>Writes another form of a lossless export. It needs no server.</summary>
internal static class LibraryConverter
{
    /// <summary>The folder, in the folder of a form, that has the lossless export from which the form is made.</summary>
    public const string LibraryFolder = ".pieces-library";

    /// <summary>Reports an error if a folder contains other files and no earlier export.</summary>
    /// <param name="destination">The folder.</param>
    /// <exception cref="InputException">The folder contains other files.</exception>
    public static void RequireFreeFolder(string destination)
    {
        if (GeneratedFileRecord.ExistsIn(destination) || !Directory.Exists(destination))
            return;
        if (Directory.EnumerateFileSystemEntries(destination).Any(static entry => Path.GetFileName(entry)[0] != '.'))
            throw LibraryErrors.FolderNotEmpty(destination);
    }

    /// <summary>Writes the form.</summary>
    /// <param name="libraryPath">The folder of the lossless export.</param>
    /// <param name="form">The form.</param>
    /// <param name="destination">The folder to write to.</param>
    /// <param name="replaceChanged">Whether to replace files that the user changed.</param>
    /// <param name="progress">Shows the progress.</param>
    /// <param name="warn">Receives the warnings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="export">The result of the lossless export, if it was just made.</param>
    /// <returns>A description of what was written.</returns>
    /// <exception cref="InputException">The export is damaged, or a file cannot be written.</exception>
    public static async Task<PiecesConversion> RunAsync(
        string libraryPath,
        LibraryForm form,
        string destination,
        bool replaceChanged,
        ThrottledProgress progress,
        Action<string> warn,
        CancellationToken cancellationToken,
        PiecesExport? export = null)
    {
        var clock = Stopwatch.StartNew();
        var format = Create(form);
        var library = await ExportedLibrary.OpenAsync(libraryPath, count => progress.Report(() => $"{Quantity.Of(count, "file")} verified"), cancellationToken).ConfigureAwait(false);
        using var exportLock = ExportLock.Acquire(new ExportFolder(destination));
        using var files = GeneratedFiles.Open(destination, form, replaceChanged, cancellationToken);
        files.OnFile = count => progress.Report(() => $"{Quantity.Of(count, "file")} written");
        await format.WriteAsync(library, files, cancellationToken).ConfigureAwait(false);
        files.Finish();

        progress.Complete();
        if (files.KeptFileCount > 0)
            warn($"Files that were changed since the last export were kept: {files.KeptFileCount.ToString(CultureInfo.InvariantCulture)} ({DisplayText.Safe(string.Join(", ", files.KeptNames))}{(files.KeptFileCount > files.KeptNames.Count ? ", ..." : string.Empty)}). To replace them, use -Force.");
        if (files.LeftOutCount > 0)
            warn($"Assets that the form {form} cannot hold were left out: {files.LeftOutCount.ToString(CultureInfo.InvariantCulture)}. The lossless export in '{DisplayText.Safe(libraryPath)}' has them.");
        return new PiecesConversion
        {
            Form = form,
            Path = destination,
            LibraryPath = libraryPath,
            AssetCount = files.AssetCount,
            LeftOutCount = files.LeftOutCount,
            FileCount = files.FileCount,
            KeptFileCount = files.KeptFileCount,
            Duration = clock.Elapsed,
            Export = export,
        };
    }

    private static ILibraryFormat Create(LibraryForm form) => form switch
    {
        LibraryForm.Markdown => new MarkdownFormat(),
        LibraryForm.Files => new FilesFormat(),
        LibraryForm.VSCode => new VSCodeFormat(),
        LibraryForm.SnippetsLab => new SnippetsLabFormat(),
        LibraryForm.Raycast => new RaycastFormat(),
        LibraryForm.Html => new HtmlFormat(),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "This form is not made from another one."),
    };
}
