namespace PiecesOs.Client;

/// <summary>The version of a Pieces OS.</summary>
/// <param name="Text">The version, such as <c>12.4.1</c> or <c>12.6.29-staging</c>.</param>
public sealed record ServerVersion(string Text)
{
    /// <summary>The version as text.</summary>
    public static implicit operator string?(ServerVersion? version) => version?.Text;

    /// <summary>The version.</summary>
    public override string ToString() => Text;
}
