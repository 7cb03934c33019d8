using System.Diagnostics;
using System.Globalization;

namespace PiecesOs.Module;

/// <summary>
/// Prevents two exports to one folder. The operating system holds the lock for the process and releases it when the process ends
/// for any reason, so a lock is never stale. A second file names the owner, because the lock file cannot be read while it is locked.
/// </summary>
internal sealed class ExportLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _owner;

    private ExportLock(FileStream file, string owner)
    {
        _file = file;
        _owner = owner;
    }

    /// <summary>Locks the folder.</summary>
    /// <exception cref="InputException">Another export uses the folder, or the folder cannot be written.</exception>
    public static ExportLock Acquire(ExportFolder folder)
    {
        FileStream? file = null;
        OutputFile.Attempt(folder.Root, () =>
        {
            Directory.CreateDirectory(folder.Root);
            try
            {
                file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e) when (FileFault.IsInUse(e))
            {
                throw LibraryErrors.ExportRunning(folder.Root, ReadOwner(folder.LockOwner));
            }

            try
            {
                OutputFile.Write(folder.LockOwner, DescribeThisProcess(), overwrite: true);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        });
        return new ExportLock(file!, folder.LockOwner);
    }

    /// <summary>Unlocks the folder. The empty lock file is kept, because deleting it would let a third process lock another file with that name.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(_owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file is only informative, and the next owner replaces it.
        }

        _file.Dispose();
    }

    private static MemoryStream DescribeThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        var text = string.Format(
            CultureInfo.InvariantCulture,
            "process {0} ({1}) on {2}, since {3:yyyy-MM-dd HH:mm:ss} UTC",
            process.Id,
            process.ProcessName,
            Environment.MachineName,
            DateTime.UtcNow);
        return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static string ReadOwner(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
