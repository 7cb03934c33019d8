using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace PiecesOs.Module;

/// <summary>A file that the user named, by its full path.</summary>
/// <param name="FullPath">The path in the file system.</param>
internal sealed record InputFile(string FullPath)
{
    /// <summary>The files that a path or pattern stands for. Only the engine knows, so this runs on the pipeline thread.</summary>
    /// <exception cref="InputException">Nothing is there, or the path is on a drive without files.</exception>
    public static IReadOnlyList<InputFile> Resolve(SessionState session, string path, bool isLiteral)
    {
        ProviderInfo provider;
        IEnumerable<string> paths;
        try
        {
            paths = isLiteral
                ? [session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : session.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException)
        {
            throw NotFound(path, e);
        }

        if (provider.Name != "FileSystem")
            throw new InputException("NotAFile", ErrorCategory.InvalidArgument, $"'{DisplayText.Safe(path)}' is not in the file system.")
            {
                RecommendedAction = "Give the path of a file.",
            };
        return paths.Select(file => new InputFile(file)).ToArray();
    }

    /// <summary>Whether a text happens to be the path of a file. Only the engine knows, so this runs on the pipeline thread.</summary>
    public static bool IsPathOfFile(SessionState session, string text)
    {
        try
        {
            return text.Length < 260 && File.Exists(session.Path.GetUnresolvedProviderPathFromPSPath(text));
        }
        catch (Exception e) when (e is RuntimeException or ArgumentException or NotSupportedException)
        {
            return false; // A drive that is not there, or no path at all.
        }
    }

    /// <summary>Does <paramref name="read"/> with the file; what goes wrong names the file.</summary>
    public T Read<T>(Func<string, T> read)
    {
        if (Directory.Exists(FullPath))
            throw new InputException("PathIsDirectory", ErrorCategory.InvalidArgument, $"'{DisplayText.Safe(FullPath)}' is a directory, not a file.")
            {
                RecommendedAction = "Take the files in it with Get-ChildItem -File, or a wildcard in -Path.",
            };
        try
        {
            return read(FullPath);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotFound(FullPath, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("FileNotReadable", ErrorCategory.ReadError, $"'{DisplayText.Safe(FullPath)}' cannot be read: {DisplayText.Safe(e.Message)}", e)
            {
                RecommendedAction = "Look whether you may read it and no other program holds it.",
            };
        }
    }

    private static InputException NotFound(string path, Exception cause) =>
        new("FileNotFound", ErrorCategory.ObjectNotFound, $"There is no file '{DisplayText.Safe(path)}'.", cause)
        {
            RecommendedAction = "Look whether the path is right; -LiteralPath takes brackets as they are.",
        };
}
