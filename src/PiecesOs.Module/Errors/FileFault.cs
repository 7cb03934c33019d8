using System.Runtime.InteropServices;

namespace PiecesOs.Module;

/// <summary>Interprets exceptions of the file system. Their codes are HRESULTs on Windows and errno values on other systems.</summary>
internal static class FileFault
{
    private static readonly int[] s_diskFullOnWindows = [unchecked((int)0x80070070), unchecked((int)0x80070027), unchecked((int)0x80070508)];
    private static readonly int[] s_inUseOnWindows = [unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Whether the disk or the quota is full.</summary>
    public static bool IsDiskFull(Exception e) => e is IOException && (IsWindows
        ? Array.IndexOf(s_diskFullOnWindows, e.HResult) >= 0
        : e.HResult == 28 || e.HResult == (IsMac ? 69 : 122));

    /// <summary>Whether another program uses the file.</summary>
    public static bool IsInUse(Exception e) => e is IOException && (IsWindows
        ? Array.IndexOf(s_inUseOnWindows, e.HResult) >= 0
        : e.HResult is 16 or 26 || e.HResult == (IsMac ? 35 : 11));

    /// <summary>Whether write permission is missing, or the file system is read-only.</summary>
    public static bool IsDenied(Exception e) => e is UnauthorizedAccessException || (e is IOException && (IsWindows
        ? e.HResult == unchecked((int)0x80070013)
        : e.HResult == 30));

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
}
