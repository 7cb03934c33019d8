namespace PiecesOs.Module;

/// <summary>A folder that the user specified, for input or output.</summary>
internal static class OutputFolder
{
    /// <summary>The full path, without wildcards. Requires the PowerShell engine, so it must run on the pipeline thread.</summary>
    /// <exception cref="InputException">The path is not in the file system, or it is a file.</exception>
    public static string Resolve(SessionState session, string path) =>
        FindFullPath(session, path, out var cause) is { } folder && !File.Exists(folder) ? folder : throw LibraryErrors.NotAFolder(path, cause);

    /// <summary>The full path; <see langword="null"/> if it is not in the file system.</summary>
    public static string? FindFullPath(SessionState session, string path, out Exception? cause)
    {
        cause = null;
        try
        {
            var full = session.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : null;
        }
        catch (System.Management.Automation.DriveNotFoundException e)
        {
            cause = e;
            return null;
        }
    }
}
