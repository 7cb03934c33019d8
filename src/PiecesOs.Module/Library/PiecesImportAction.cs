namespace PiecesOs.Module;

/// <summary>What an import did with an item.</summary>
public enum PiecesImportAction
{
    /// <summary>The asset was created.</summary>
    Created,

    /// <summary>The asset was skipped for a reason.</summary>
    Skipped,

    /// <summary>The asset could not be created. An error has the details.</summary>
    Failed,
}
