using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PiecesOs.Benchmarks.Floors;

/// <summary>Reads and flushes whole folders of files.</summary>
public static class Disk
{
    /// <summary>Waits until the files in the folder are on the disk. Returns the milliseconds.</summary>
    public static double Sync(string folder)
    {
        var clock = Stopwatch.StartNew();
        if (OperatingSystem.IsWindows())
            FlushEach(folder);
        else
            SyncAll();
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Reads all files of a folder into memory, by their names.</summary>
    public static IReadOnlyDictionary<string, byte[]> Load(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles().ToDictionary(static file => file.Name, static file => File.ReadAllBytes(file.FullName), StringComparer.Ordinal);

    /// <summary>Deletes a folder and its contents, if it exists.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static void FlushEach(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        }
    }

    [DllImport("libc", EntryPoint = "sync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void SyncAll();
}
