using System.Globalization;
using System.Runtime.InteropServices;

namespace PiecesOs.Client;

/// <summary>The files in which Pieces OS leaves the number of its port.</summary>
internal static class PortFiles
{
    /// <summary>All places known for this system, the current one first.</summary>
    public static IEnumerable<string> DefaultPaths()
    {
        foreach (var folder in Folders().Distinct(StringComparer.Ordinal))
            yield return Path.Combine(folder, "com.pieces.os", "production", "Config", ".port.txt");
    }

    /// <summary>The port in a file; <see langword="null"/> when the file is absent, unreadable or holds something else.</summary>
    public static int? Read(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port is > 0 and <= ushort.MaxValue
                ? port
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Folders()
    {
        var home = Known(Environment.SpecialFolder.UserProfile);

        // The known folder, because Documents may have been moved, to OneDrive above all.
        var documents = Known(Environment.SpecialFolder.MyDocuments);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            var local = Known(Environment.SpecialFolder.LocalApplicationData);
            return [Path.Combine(local, "Mesh Intelligent Technologies, Inc", "Pieces OS"), documents];
        }

        return RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
            ? [Path.Combine(home, "Library"), Path.Combine(home, "Documents"), documents]
            : [
                Path.Combine(home, ".local", "share"),
                Path.Combine(home, "snap", "pieces-os", "current", ".local", "share"),
                Path.Combine(home, "Documents"),
                documents,
            ];
    }

    /// <summary>Its path even if it is not there: the empty one would make the place relative to the current folder.</summary>
    private static string Known(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
