namespace PiecesOs.Server.Storage;

/// <summary>Files that only the user can read.</summary>
internal static class PrivateFile
{
    /// <summary>Creates a file for writing, or empties the one that is there. On Windows, it has the permissions of its folder.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
