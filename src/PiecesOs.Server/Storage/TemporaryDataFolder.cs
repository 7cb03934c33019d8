using System.Diagnostics;
using System.Globalization;

namespace PiecesOs.Server.Storage;

/// <summary>A folder of this process's own for data that ends with it; those of killed servers are removed.</summary>
internal sealed class TemporaryDataFolder : IDisposable
{
    private const string Prefix = "piecesos-sandbox-";

    private TemporaryDataFolder(string path) => Path = path;

    public string Path { get; }

    public static TemporaryDataFolder Create()
    {
        RemoveOrphans();
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return new TemporaryDataFolder(Directory.CreateTempSubdirectory($"{Prefix}{process}-").FullName);
    }

    public void Dispose() => Remove(Path);

    private static void RemoveOrphans()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            var parts = System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-');
            if (int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var owner) && !IsRunning(owner))
                Remove(folder);
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's, or still held by a reader that is ending: a server started later removes it.
        }
    }
}
