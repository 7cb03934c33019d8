namespace PiecesOs.Server.Hosting;

/// <summary>
/// The folder of a lasting server in the data of the user: <c>~/.local/share/PiecesOs</c>, <c>~/Library/Application Support/PiecesOs</c>
/// or <c>%LOCALAPPDATA%\PiecesOs</c>; the variable XDG_DATA_HOME replaces the data of the user on every system. The cmdlets use the same one.
/// </summary>
internal static class UserDataFolder
{
    private const UnixFileMode OnlyTheUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder.</summary>
    public static string FullPath { get; } =
        Path.Combine(DataOfTheUser(), "PiecesOs");

    /// <summary>The data file of a lasting server for which no other is specified.</summary>
    public static string DataFile { get; } = Path.Combine(FullPath, "library.db");

    /// <summary>Creates a folder that only the user can read.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OnlyTheUser);
    }

    private static string DataOfTheUser() => Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } folder && Path.IsPathFullyQualified(folder)
        ? folder
        : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
}
