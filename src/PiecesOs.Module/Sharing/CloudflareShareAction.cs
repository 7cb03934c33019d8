namespace PiecesOs.Module;

/// <summary>What Sync-CloudflareShare does about a difference.</summary>
public enum CloudflareShareAction
{
    /// <summary>Creates what is missing.</summary>
    Create,

    /// <summary>Changes what differs.</summary>
    Update,

    /// <summary>Removes what is not wanted.</summary>
    Remove,
}
