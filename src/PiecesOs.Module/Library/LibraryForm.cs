namespace PiecesOs.Module;

/// <summary>The forms that Export-PiecesLibrary can write.</summary>
public enum LibraryForm
{
    /// <summary>The lossless export: all assets as JSON lines, contents as files, and a manifest with hashes.</summary>
    Library,

    /// <summary>A folder of Markdown notes for Obsidian and other editors.</summary>
    Markdown,

    /// <summary>The contents as files, in a folder for each language.</summary>
    Files,

    /// <summary>A file of Visual Studio Code snippets.</summary>
    VSCode,

    /// <summary>A JSON file for SnippetsLab.</summary>
    SnippetsLab,

    /// <summary>A JSON file for Raycast.</summary>
    Raycast,

    /// <summary>A page that a browser opens from the disk.</summary>
    Html,
}
