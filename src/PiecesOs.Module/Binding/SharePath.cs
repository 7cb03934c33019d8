namespace PiecesOs.Module;

/// <summary>Where a share is asked for.</summary>
/// <param name="AccountId">The account in the path.</param>
/// <param name="ShareId">The share.</param>
internal readonly record struct SharePath(string AccountId, string ShareId);
