namespace PiecesOs.Module;

/// <summary>Finds the files in a folder that a user would import, in a stable order.</summary>
internal static class SourceFolder
{
    private static readonly string[] s_skippedFolders = ["node_modules"];

    /// <summary>
    /// The files and symbolic links in a folder and its subfolders, sorted. Left out are hidden folders, node_modules, and hidden files
    /// other than known project files. Symbolic links, and subfolders that cannot be read, are returned themselves.
    /// </summary>
    public static IEnumerable<FileSystemInfo> Files(string folder)
    {
        foreach (var entry in Entries(new DirectoryInfo(folder)).Where(IsWanted))
        {
            if (entry is not DirectoryInfo subfolder || OutputFile.IsLink(entry))
                yield return entry;
            else if (!CanRead(subfolder))
                yield return subfolder;
            else
            {
                foreach (var file in Files(subfolder.FullName))
                    yield return file;
            }
        }
    }

    /// <summary>The files and folders in a folder, sorted.</summary>
    /// <exception cref="InputException">The folder cannot be read.</exception>
    public static IReadOnlyList<FileSystemInfo> Entries(DirectoryInfo folder)
    {
        var entries = SourceFile.Read(folder.FullName, folder.GetFileSystemInfos);
        Array.Sort(entries, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return entries;
    }

    private static bool CanRead(DirectoryInfo folder)
    {
        try
        {
            _ = folder.EnumerateFileSystemInfos().Any();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a file or folder is neither hidden nor generated.</summary>
    public static bool IsWanted(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo && s_skippedFolders.Contains(entry.Name, StringComparer.Ordinal))
            return false;
        if (entry.Name[0] == '.')
            return entry is FileInfo && SafeFileName.IsProjectFile(entry.Name);
        return !(entry.Exists && Path.DirectorySeparatorChar == '\\' && entry.Attributes.HasFlag(FileAttributes.Hidden));
    }
}
