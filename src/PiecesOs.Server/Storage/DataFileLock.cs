namespace PiecesOs.Server.Storage;

/// <summary>
/// Allows one server for each data file. The operating system holds the lock for the process and releases it when the process ends
/// for any reason. The empty lock file stays, because deleting it would let two servers lock two files of that name.
/// </summary>
internal sealed class DataFileLock : IDisposable
{
    // Get-PiecesServer locks the file for a moment to check whether a server is running.
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private DataFileLock(FileStream file) => _file = file;

    /// <summary>Locks the file, which does not need to exist.</summary>
    public static DataFileLock Acquire(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new(new FileStream(PathOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
            }
            catch (IOException error) when (IsHeld(error))
            {
                if (attempt == Attempts)
                    throw new DataFileException(DataFileFault.InUse, $"Another server is using the data file '{path}'.", error);
                Thread.Sleep(Pause);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static string PathOf(string path) => path + ".lock";

    /// <summary>The codes are HRESULTs on Windows and values of errno on other systems.</summary>
    private static bool IsHeld(IOException error) => OperatingSystem.IsWindows()
        ? error.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
        : error.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);
}
