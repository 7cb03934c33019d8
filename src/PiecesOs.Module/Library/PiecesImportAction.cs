namespace PiecesOs.Module;

/// <summary>What became of an asset that was to be imported.</summary>
public enum PiecesImportAction
{
    /// <summary>It is now in the library.</summary>
    Created,

    /// <summary>It was left out, for a reason.</summary>
    Skipped,

    /// <summary>It could not be created; an error says more.</summary>
    Failed,
}
