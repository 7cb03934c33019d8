using System;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>What can go wrong with files and folders of a library.</summary>
internal static class LibraryErrors
{
    public static InputException NotAFolder(string path, Exception? cause = null) =>
        new("NotAFolder", ErrorCategory.InvalidArgument, $"'{DisplayText.Safe(path)}' is no folder.", cause)
        {
            RecommendedAction = "Give the path of a folder in the file system.",
        };

    public static InputException FileExists(string path) =>
        new("FileExists", ErrorCategory.ResourceExists, $"There is a file '{DisplayText.Safe(path)}' already.")
        {
            RecommendedAction = "Choose another folder, or replace the file with -Force.",
        };

    public static InputException NotWritable(string path, Exception cause) =>
        new("FileNotWritable", ErrorCategory.WriteError, $"'{DisplayText.Safe(path)}' cannot be written: {DisplayText.Safe(cause.Message)}", cause)
        {
            RecommendedAction = "Look whether you may write there, whether there is room, and whether another program holds it.",
        };

    public static InputException FolderNotEmpty(string path) =>
        new("FolderNotEmpty", ErrorCategory.ResourceExists, $"'{DisplayText.Safe(path)}' holds other things than an export.")
        {
            RecommendedAction = "Choose an empty folder or one with an earlier export, or write beside what is there with -Force.",
        };

    public static InputException LibraryEmpty(string path, int assets) =>
        new("LibraryEmpty", ErrorCategory.InvalidResult, $"The server has no assets, but the export in '{DisplayText.Safe(path)}' holds {assets}. The export was kept.")
        {
            RecommendedAction = "Sign in to Pieces OS: after a logout it shows an empty library. If the library is really empty, choose another folder or use -Force.",
        };

    public static InputException VerificationFailed(ExportDamage damage) =>
        new("ExportVerificationFailed", ErrorCategory.InvalidResult, $"The export was written, but '{DisplayText.Safe(damage.Path)}' {damage.Problem}.")
        {
            RecommendedAction = "Look whether another program changes the files or the disk is failing, and run the export again.",
        };

    public static InputException Damaged(ExportDamage damage) =>
        new("ExportDamaged", ErrorCategory.InvalidData, $"This export is damaged: '{DisplayText.Safe(damage.Path)}' {damage.Problem}.")
        {
            RecommendedAction = "Take another copy of the export, or run Export-PiecesLibrary again.",
        };

    public static InputException NoExport(string path) =>
        new("ExportNotFound", ErrorCategory.ObjectNotFound, $"There is no finished export in '{DisplayText.Safe(path)}': it has no manifest.json.")
        {
            RecommendedAction = "Give the folder that Export-PiecesLibrary wrote; run it again if it was interrupted.",
        };
}
