namespace PiecesOs.Module;

/// <summary>What happened to an asset.</summary>
public enum AssetChange
{
    /// <summary>It was there before the watch began.</summary>
    Existing,

    /// <summary>It was saved.</summary>
    Created,

    /// <summary>It was changed.</summary>
    Updated,

    /// <summary>It was deleted.</summary>
    Deleted,
}
