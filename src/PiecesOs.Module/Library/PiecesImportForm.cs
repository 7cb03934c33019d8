namespace PiecesOs.Module;

/// <summary>What Import-PiecesLibrary reads.</summary>
public enum PiecesImportForm
{
    /// <summary>An export of Export-PiecesLibrary in its lossless form.</summary>
    Library,

    /// <summary>A folder of Markdown notes, as Export-PiecesLibrary writes it.</summary>
    Markdown,

    /// <summary>A folder of files of any kind.</summary>
    Files,

    /// <summary>Snippets of Visual Studio Code.</summary>
    VSCode,

    /// <summary>A JSON export of SnippetsLab.</summary>
    SnippetsLab,

    /// <summary>The db.json of massCode, or its Markdown vault.</summary>
    MassCode,

    /// <summary>A JSON export of the snippets of Raycast.</summary>
    Raycast,

    /// <summary>Clones of gists.</summary>
    Gist,
}
