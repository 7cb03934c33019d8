namespace PiecesOs.Module;

/// <summary>Writes files atomically: under a temporary name, then renamed.</summary>
internal static class OutputFile
{
    /// <summary>The suffix of incomplete files.</summary>
    public const string UnfinishedExtension = ".partial";

    /// <summary>Writes a file.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
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

    /// <summary>Writes a file directly under its final name, if other data shows whether it is complete. This is much faster.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteInPlace(string path, Stream content) => Attempt(path, () =>
    {
        using var file = Create(path);
        content.CopyTo(file);
    });

    /// <summary>
    /// Creates a file. An existing file is deleted and not opened, because a symbolic link could point outside the folder.
    /// </summary>
    public static FileStream Create(string path, FileShare share = FileShare.None, int bufferSize = 1)
    {
        try
        {
            return CreateNew();
        }
        catch (IOException) when (File.Exists(path) || IsLink(new FileInfo(path)))
        {
            MakeWritable(path);
            File.Delete(path);
            return CreateNew();
        }

        FileStream CreateNew() => new(path, FileMode.CreateNew, FileAccess.Write, share, bufferSize);
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

    /// <summary>Renames a completed file and replaces an existing one.</summary>
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

    /// <summary>Runs a write operation. Errors name the file or folder.</summary>
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
