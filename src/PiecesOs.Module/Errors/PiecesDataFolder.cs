using System.Runtime.InteropServices;

namespace PiecesOs.Module;

/// <summary>Where Pieces OS keeps its data on this computer, as the vendor documents it.</summary>
internal static class PiecesDataFolder
{
    /// <summary>The folder, or on Windows the two that versions of Pieces OS use.</summary>
    public static string Description { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? @"%LOCALAPPDATA%\Mesh Intelligent Technologies, Inc\Pieces OS\com.pieces.os or Documents\com.pieces.os"
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "~/Library/com.pieces.os"
        : "~/.local/share/com.pieces.os";
}
