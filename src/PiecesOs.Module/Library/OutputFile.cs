using System;
using System.IO;

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
            using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                content.CopyTo(file);
            Move(unfinished, path, overwrite);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    });

    /// <summary>Writes a file in its place, where something else tells whether it is whole; that is much faster.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void WriteInPlace(string path, Stream content) => Attempt(path, () =>
    {
        MakeWritable(path);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        content.CopyTo(file);
    });

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
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
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
