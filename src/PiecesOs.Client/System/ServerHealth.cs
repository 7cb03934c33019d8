namespace PiecesOs.Client;

/// <summary>The health of a Pieces OS that is well.</summary>
/// <param name="Text">The response: <c>ok:</c> and an ID.</param>
public sealed record ServerHealth(string Text)
{
    /// <summary>The ID of this Pieces OS.</summary>
    public string Id => Text.Substring(Text.IndexOf(':') + 1);
}
