using System.Collections.Frozen;

namespace PiecesOs.Server.Pieces.Service;

/// <summary>The values of ApplicationNameEnum, those of the newer models included, and of PlatformEnum.</summary>
internal static class ApplicationNames
{
    /// <summary>The name under which an application with another name is stored.</summary>
    public const string Unknown = "UNKNOWN";

    public static FrozenSet<string> All { get; } = Set(
        "SUBLIME VS_CODE JETBRAINS FIREFOX_ADDON_MV2 FIREFOX_ADDON_MV3 SAFARI_EXTENSION_MV2 SAFARI_EXTENSION_MV3 PIECES_FOR_DEVELOPERS "
        + "PIECES_FOR_DEVELOPERS_CLI OS_SERVER GOOGLE_CHROME_EXTENSION_MV2 GOOGLE_CHROME_EXTENSION_MV3 ULTRA_EDIT ATOM_PACKAGE "
        + "ADOBE_ILLUSTRATOR_PIECES_COLOR_SHARE MICROSOFT_TEAMS CHAT_GPT OBSIDIAN JUPYTER_HUB VISUAL_STUDIO MICROSOFT_EDGE BRAVE GOOGLE_CHAT "
        + "SLACK AZURE_DATA_STUDIO OPEN_SOURCE R_STUDIO VIM NOTION GITHUB_DESKTOP RAYCAST REPLIT ALFRED FIGMA SKETCH ADOBE_ILLUSTRATOR "
        + "NOTEPAD_PLUS_PLUS EMBEETLE ECLIPSE X_CODE NETBEANS UNKNOWN OPERA PIECES_SAVED_MATERIALS_APPLET PIECES_SETTINGS_APPLET "
        + "PIECES_WORKSTREAM_ACTIVITY_APPLET PIECES_OS_TOOLBAR_APPLET PIECES_COPILOT_APPLET MCP_CLIENT");

    public static FrozenSet<string> Platforms { get; } = Set("WEB MACOS LINUX WINDOWS FUCHSIA IOS ANDROID UNKNOWN");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
