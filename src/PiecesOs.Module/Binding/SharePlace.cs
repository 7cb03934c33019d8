namespace PiecesOs.Module;

/// <summary>The account and the id of a Cloudflare share.</summary>
/// <param name="AccountId">The account in the path.</param>
/// <param name="ShareId">The share.</param>
internal readonly record struct SharePlace(string AccountId, string ShareId);
