using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;

namespace System.Management.Automation;

/// <summary>Reads PowerShell paths; only the file system is more than a name here.</summary>
internal static class ProviderPath
{
    private static readonly string[] OtherDrives = ["Alias", "Cert", "Env", "Function", "HKCU", "HKLM", "Variable", "WSMan"];

    /// <summary>Takes the provider or drive off the path; no drive means the file system.</summary>
    public static string Split(string path, out PSDriveInfo drive)
    {
        ArgumentNullException.ThrowIfNull(path);
        drive = null!;
        var provider = path.IndexOf("::", StringComparison.Ordinal);
        if (provider > 0)
        {
            var name = path[..provider].Split('\\')[^1];
            if (!name.Equals("FileSystem", StringComparison.OrdinalIgnoreCase))
                drive = new PSDriveInfo(name, new ProviderInfo(name), "");
            return path[(provider + 2)..];
        }

        var colon = path.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || path.AsSpan(0, colon).IndexOfAny('/', '\\') >= 0 || (colon == 1 && OperatingSystem.IsWindows()))
            return path;
        var known = Array.Find(OtherDrives, d => path.AsSpan(0, colon).Equals(d, StringComparison.OrdinalIgnoreCase))
            ?? throw new DriveNotFoundException($"Cannot find drive. A drive with the name '{path[..colon]}' does not exist.");
        drive = new PSDriveInfo(known, new ProviderInfo(known.StartsWith("HK", StringComparison.Ordinal) ? "Registry" : known), "");
        return path[(colon + 1)..];
    }

    public static string Full(string path, string location)
    {
        if (path is "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal))
            path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..];
        var separated = path.Replace('\\', Path.DirectorySeparatorChar);
        var full = Path.GetFullPath(Path.Combine(location, separated));
        return full.Length > 1 && separated.Length > 0 ? full.TrimEnd(Path.DirectorySeparatorChar) : full;
    }

    public static Collection<string> Glob(string full)
    {
        var root = Path.GetPathRoot(full)!;
        IEnumerable<string> found = [root];
        foreach (var part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            found = found.SelectMany(parent => Children(parent, part)).ToList();
        return [.. found.Where(Path.Exists)];
    }

    private static IEnumerable<string> Children(string parent, string part)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(part))
            return [Path.Combine(parent, WildcardPattern.Unescape(part))];
        if (!Directory.Exists(parent))
            return [];
        var pattern = WildcardPattern.Get(part, WildcardOptions.IgnoreCase);
        return Directory.EnumerateFileSystemEntries(parent)
            .Where(entry => pattern.IsMatch(Path.GetFileName(entry)))
            .Order(StringComparer.OrdinalIgnoreCase);
    }
}
