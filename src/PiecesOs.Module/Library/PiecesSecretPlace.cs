namespace PiecesOs.Module;

/// <summary>The part of an asset that contains a secret.</summary>
public enum PiecesSecretPlace
{
    /// <summary>The content, in any of its formats.</summary>
    Content,

    /// <summary>The name.</summary>
    Name,

    /// <summary>A description or another annotation.</summary>
    Description,

    /// <summary>The address or the title of a website.</summary>
    Website,

    /// <summary>A tag.</summary>
    Tag,
}
