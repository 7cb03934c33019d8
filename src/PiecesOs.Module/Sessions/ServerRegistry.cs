using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PiecesOs.Module;

/// <summary>
/// The running lasting servers of this user. Each has an entry in the data folder of the user, which it deletes when it ends. The entry
/// of a killed server is stale: the operating system has released the lock of its data file.
/// </summary>
internal static class ServerRegistry
{
    /// <summary>The data file of a server for which no other is specified.</summary>
    public static string DefaultDataPath => Path.Combine(Folder, "library.db");

    /// <summary>The running servers, the one that was started first at the beginning.</summary>
    public static IReadOnlyList<PiecesServerInfo> Running()
    {
        var folder = Path.Combine(Folder, "servers");
        if (!Directory.Exists(folder))
            return [];
        var running = new List<PiecesServerInfo>();
        foreach (var entry in Directory.EnumerateFiles(folder, "*.json").ToArray())
        {
            if (Read(entry) is not { } server)
                continue;
            if (IsLocked(server.DataPath))
                running.Add(server);
            else
                Delete(entry);
        }

        return running.OrderBy(static server => server.Started).ToArray();
    }

    /// <summary>The server of a data file.</summary>
    public static PiecesServerInfo? Find(string dataPath) => Running().FirstOrDefault(server => IsSamePath(server.DataPath, dataPath));

    /// <summary>A data file has a lock only while its server is running.</summary>
    public static bool IsLocked(string dataPath)
    {
        try
        {
            new FileStream(dataPath + ".lock", FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1).Dispose();
            return false;
        }
        catch (IOException e)
        {
            return FileFault.IsInUse(e);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The folder of the module in the data of the user. The server uses the same one.</summary>
    private static string Folder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } folder && Path.IsPathRooted(folder)
            ? folder
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "PiecesOs");

    private static bool IsSamePath(string one, string other) => string.Equals(
        one, other, RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static PiecesServerInfo? Read(string entry)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(entry));
            var root = document.RootElement;
            return new PiecesServerInfo(
                new Uri(root.GetProperty("uri").GetString()!),
                root.GetProperty("dataPath").GetString()!,
                root.GetProperty("processId").GetInt32(),
                root.GetProperty("adminToken").GetString()!)
            {
                Version = TextOf(root, "version"),
                Started = TextOf(root, "started") is { } started ? DateTimeOffset.Parse(started, CultureInfo.InvariantCulture) : null,
                LogPath = TextOf(root, "logPath"),
                Problem = TextOf(root, "problem"),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentNullException)
        {
            // The server is ending and has deleted it, or it is not an entry.
            return null;
        }
    }

    private static string? TextOf(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void Delete(string entry)
    {
        try
        {
            File.Delete(entry);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is stale, and is recognized as such the next time too.
        }
    }
}
