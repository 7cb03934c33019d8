namespace PiecesOs.Module;

/// <summary>What an import did with an item.</summary>
public enum PiecesImportAction
{
    /// <summary>The asset or link was created.</summary>
    Created,

    /// <summary>It was skipped for a reason.</summary>
    Skipped,

    /// <summary>It could not be created. An error has the details.</summary>
    Failed,

    /// <summary>It has replaced another version of the asset or link. Only -Force does this.</summary>
    Replaced,
}
