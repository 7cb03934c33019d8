namespace PiecesOs.Module;

/// <summary>The part of a share that a difference concerns.</summary>
public enum CloudflareSharePart
{
    /// <summary>The share itself, with everything in it.</summary>
    Share,

    /// <summary>An account that receives the share.</summary>
    Recipient,

    /// <summary>An account that is excluded from a share with an organization.</summary>
    ExcludedRecipient,

    /// <summary>Something that is shared.</summary>
    Resource,
}
