namespace PiecesOs.Module;

/// <summary>Files that are there whole or not at all: written beside their place and moved into it.</summary>
internal static class OutputFile
{
    /// <summary>What the names of unfinished files end in.</summary>
    public const string UnfinishedExtension = ".partial";

    /// <summary>Writes a file.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void Write(string path, Stream content, bool overwrite) => Attempt(path, () =>
    {
        var unfinished = Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}{UnfinishedExtension}");
        try
        {
            using (var file = Create(unfinished))
                content.CopyTo(file);
            Move(unfinished, path, overwrite);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    });

    /// <summary>Writes a file in its place, where something else says whether it is whole; that is much faster.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void WriteInPlace(string path, Stream content) => Attempt(path, () =>
    {
        using var file = Create(path);
        content.CopyTo(file);
    });

    /// <summary>
    /// Creates a file. One that is there is deleted first and not opened: a symbolic link must not lead the writing out of the folder.
    /// </summary>
    public static FileStream Create(string path, FileShare share = FileShare.None, int bufferSize = 1)
    {
        MakeWritable(path);
        File.Delete(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, share, bufferSize);
    }

    /// <summary>Whether a file or folder is a symbolic link.</summary>
    public static bool IsLink(FileSystemInfo item)
    {
#if NETFRAMEWORK
        return item.Exists && item.Attributes.HasFlag(FileAttributes.ReparsePoint);
#else
        return item.LinkTarget is not null;
#endif
    }

    /// <summary>Moves a finished file into its place; a file there is replaced as a whole.</summary>
    public static void Move(string unfinished, string path, bool overwrite)
    {
        if (overwrite)
            MakeWritable(path);
#if NETFRAMEWORK
        if (overwrite && File.Exists(path))
            File.Replace(unfinished, path, destinationBackupFileName: null, ignoreMetadataErrors: true);
        else
            File.Move(unfinished, path);
#else
        File.Move(unfinished, path, overwrite);
#endif
    }

    private static void MakeWritable(string path)
    {
        if (File.Exists(path) && !IsLink(new FileInfo(path)) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            File.SetAttributes(path, FileAttributes.Normal);
    }

    /// <summary>Writes; what goes wrong names the file or folder.</summary>
    public static void Attempt(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw LibraryErrors.NotWritable(path, e);
        }
    }
}
