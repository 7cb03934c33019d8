namespace PiecesOs.Client;

/// <summary>An annotation of the user's own on a new asset.</summary>
/// <param name="Type">DESCRIPTION, COMMENT, EXPLANATION and the like; any other type is sent as it is.</param>
/// <param name="Text">Its text.</param>
public sealed record SeededAnnotation(string Type, string Text)
{
    /// <summary>Whether it is marked as a favorite; not sent when it is <see langword="null"/>.</summary>
    public bool? IsFavorite { get; init; }
}
