namespace PiecesOs.Client;

/// <summary>The ID with which the server confirms that it deleted or revoked something.</summary>
/// <param name="Id">The ID.</param>
public sealed record ResourceId(string Id);
