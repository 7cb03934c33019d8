namespace PiecesOs.Module;

/// <summary>A folder that the user named, to read from or to write to.</summary>
internal static class OutputFolder
{
    /// <summary>Its full path, taken as it is written. Only the engine knows, so this runs on the pipeline thread.</summary>
    /// <exception cref="InputException">It is not in the file system, or a file.</exception>
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
