using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>A file that the user named, by its full path.</summary>
/// <param name="FullPath">The path in the file system.</param>
/// <param name="Input">What the user gave.</param>
internal sealed record InputFile(string FullPath, string Input)
{
    /// <summary>The files that a path or pattern stands for. Only the engine knows, so this runs on the pipeline thread.</summary>
    /// <exception cref="InputException">The path is on a drive without files.</exception>
    /// <exception cref="ItemNotFoundException">Nothing is there.</exception>
    public static IReadOnlyList<InputFile> Resolve(SessionState session, string path, bool isLiteral)
    {
        ProviderInfo provider;
        IEnumerable<string> paths = isLiteral
            ? [session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
            : session.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        if (provider.Name != "FileSystem")
            throw new InputException("NotAFile", ErrorCategory.InvalidArgument, $"'{path}' is not in the file system.");
        return paths.Select(file => new InputFile(file, path)).ToArray();
    }

    /// <summary>Does <paramref name="read"/> with the file; what goes wrong names the file.</summary>
    public T Read<T>(Func<string, T> read)
    {
        if (Directory.Exists(FullPath))
            throw new InputException("PathIsDirectory", ErrorCategory.InvalidArgument, $"'{FullPath}' is a directory, not a file.");
        try
        {
            return read(FullPath);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("FileNotFound", ErrorCategory.ObjectNotFound, $"There is no file '{FullPath}'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("FileNotReadable", ErrorCategory.ReadError, $"'{FullPath}' cannot be read: {e.Message}", e);
        }
    }
}
