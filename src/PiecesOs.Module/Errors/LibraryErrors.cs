namespace PiecesOs.Module;

/// <summary>The errors about the files and folders of a library.</summary>
internal static class LibraryErrors
{
    public static InputException NotAFolder(string path, Exception? cause = null) => new(
        "NotAFolder",
        ErrorCategory.InvalidArgument,
        $"'{DisplayText.Safe(path)}' is not a folder.",
        "Specify the path of a folder in the file system.",
        cause);

    public static InputException FileExists(string path) => new(
        "FileExists",
        ErrorCategory.ResourceExists,
        $"The file '{DisplayText.Safe(path)}' already exists.",
        "Choose another folder, or replace the file with -Force.");

    public static InputException NotWritable(string path, Exception cause)
    {
        var (id, category, problem, action) = cause switch
        {
            _ when FileFault.IsDiskFull(cause) => (
                "DiskFull",
                ErrorCategory.WriteError,
                "the disk or your quota is full",
                "Free some space and run the command again. What was saved before is unchanged."),
            _ when FileFault.IsInUse(cause) => (
                "FileInUse",
                ErrorCategory.ResourceBusy,
                "another program is using it",
                "Close the other program and run the command again."),
            _ when FileFault.IsDenied(cause) => (
                "AccessDenied",
                ErrorCategory.PermissionDenied,
                "access is denied, or the file system is read-only",
                "Check your permissions, or choose another folder."),
            _ => (
                "FileNotWritable",
                ErrorCategory.WriteError,
                DisplayText.Safe(cause.Message),
                "Check that the folder still exists, and run the command again."),
        };
        return new(id, category, $"'{DisplayText.Safe(path)}' cannot be written: {problem}", action, cause);
    }

    public static InputException ExportRunning(string path, string owner) => new(
        "ExportInUse",
        ErrorCategory.ResourceBusy,
        $"Another export is writing to '{DisplayText.Safe(path)}': {DisplayText.Safe(owner)}.",
        "Wait until the other export has ended, or choose another folder.");

    public static InputException FolderIsLink(string path) => new(
        "FolderIsLink",
        ErrorCategory.SecurityError,
        $"'{DisplayText.Safe(path)}' is a symbolic link, which an export does not follow.",
        "Remove the link, or choose another folder.");

    public static InputException FolderNotEmpty(string path) => new(
        "FolderNotEmpty",
        ErrorCategory.ResourceExists,
        $"'{DisplayText.Safe(path)}' contains files that do not belong to an export.",
        "Choose an empty folder or one with an earlier export, or use -Force to keep the existing files and export beside them.");

    public static InputException LibraryEmpty(string path, int assets) => new(
        "LibraryEmpty",
        ErrorCategory.InvalidResult,
        $"The server has no assets, but the export in '{DisplayText.Safe(path)}' contains {assets}. The export was kept.",
        "Sign in to Pieces OS: after a logout it shows an empty library. If the library is really empty, choose another folder or use -Force.");

    public static InputException LibraryShrank(string path, int from, int to) => new(
        "LibraryShrank",
        ErrorCategory.InvalidResult,
        $"The library shrank from {Quantity.Of(from, "asset")} to {to} since the export in '{DisplayText.Safe(path)}'. The export was kept.",
        "Check that Pieces OS shows all your assets. If you deleted some, use -Force: they stay in the export unless you also use -RemoveMissing.");

    public static InputException ExportIncomplete(string path, int missing, int unreadable) => new(
        "ExportIncomplete",
        ErrorCategory.InvalidResult,
        $"The export is not complete: {Quantity.Of(missing, "asset")} {(missing == 1 ? "is" : "are")} missing, and {Quantity.Of(unreadable, "item")} could not be read completely. What could be read was exported.",
        $"The report lists them: '{DisplayText.Safe(path)}'. Run the command again to try to read them.");

    public static InputException LibraryHidden(long assets, string consequence) => new(
        "LibraryHidden",
        ErrorCategory.InvalidResult,
        $"The server lists no assets but counts {assets}. {consequence}",
        "Sign in to Pieces OS: after a logout it shows an empty library.");

    public static InputException EarlierExportDamaged(string path, string problem) => new(
        "ExportDamaged",
        ErrorCategory.InvalidData,
        $"The earlier export in '{DisplayText.Safe(path)}' is damaged: {problem}. It was kept.",
        "Choose another folder. Use -Force to replace the damaged export.");

    public static InputException VerificationFailed(ExportDamage damage) => new(
        "ExportVerificationFailed",
        ErrorCategory.InvalidResult,
        $"The export was written, but '{DisplayText.Safe(damage.Path)}' {damage.Problem}.",
        "Check whether another program changes the files or the disk is failing, and run the export again.");

    public static InputException Damaged(ExportDamage damage) => new(
        "ExportDamaged",
        ErrorCategory.InvalidData,
        $"This export is damaged: '{DisplayText.Safe(damage.Path)}' {damage.Problem}.",
        "Use another copy of the export, or run Export-PiecesLibrary again.");

    public static InputException NoExport(string path) => new(
        "ExportNotFound",
        ErrorCategory.ObjectNotFound,
        $"'{DisplayText.Safe(path)}' contains no finished export: it has no manifest.json.",
        "Specify a folder that Export-PiecesLibrary wrote. If the export was interrupted, run it again.");

    public static InputException FileRecordDamaged(string path, Exception cause) => new(
        "ExportDamaged",
        ErrorCategory.InvalidData,
        $"'{DisplayText.Safe(path)}', the list of the files that exports wrote, is damaged.",
        "Restore the file from a backup, or choose another folder. With -Force, the export keeps all existing files and uses other names.",
        cause);

    public static InputException NoFormGiven() => new(
        "FormRequired",
        ErrorCategory.InvalidArgument,
        "-LibraryPath specifies an export that is already in the form Library.",
        "Specify another form with -As, or copy the folder.");

    public static InputException SourceNotFound(string path, Exception? cause = null) => new(
        "SourceNotFound",
        ErrorCategory.ObjectNotFound,
        $"'{DisplayText.Safe(path)}' does not exist in the file system.",
        "Specify the path of an existing file or folder.",
        cause);

    public static InputException SourceNotRecognized(string path, IReadOnlyList<string> forms) => new(
        "SourceNotRecognized",
        ErrorCategory.InvalidArgument,
        $"'{DisplayText.Safe(path)}' contains nothing that can be imported. It was checked for: {string.Join(", ", forms)}.",
        "Specify a folder, or a JSON or .code-snippets file. To save a single file, use New-PiecesAsset -Path.");

    public static InputException SourceAmbiguous(string path, IReadOnlyList<string> forms) => new(
        "SourceAmbiguous",
        ErrorCategory.InvalidArgument,
        $"'{DisplayText.Safe(path)}' can be read in several ways: {string.Join(", ", forms)}.",
        "Choose one with -As.");

    public static InputException InvalidJson(string path, long line, long column, Exception cause) => new(
        "InvalidJson",
        ErrorCategory.InvalidData,
        FormattableString.Invariant($"'{DisplayText.Safe(path)}' is not valid JSON: line {line}, byte {column}. Nothing was imported from it."),
        "Correct the file, or export it again.",
        cause);
}

/// <summary>A file of an export that is not valid.</summary>
/// <param name="Path">The file.</param>
/// <param name="Problem">The problem, as the rest of a sentence about the file.</param>
internal sealed record ExportDamage(string Path, string Problem);
