namespace PiecesOs.Module;

/// <summary>A folder that the user specified, for input or output.</summary>
internal static class OutputFolder
{
    /// <summary>The full path, without wildcards. Requires the PowerShell engine, so it must run on the pipeline thread.</summary>
    /// <exception cref="InputException">The path is not in the file system, or it is a file.</exception>
    public static string Resolve(SessionState session, string path)
    {
        string folder;
        ProviderInfo provider;
        try
        {
            folder = session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (System.Management.Automation.DriveNotFoundException e)
        {
            throw LibraryErrors.NotAFolder(path, e);
        }

        return provider.Name == "FileSystem" && !File.Exists(folder) ? folder : throw LibraryErrors.NotAFolder(path);
    }
}
