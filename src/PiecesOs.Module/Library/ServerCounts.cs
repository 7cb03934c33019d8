namespace PiecesOs.Module;

/// <summary>What a server says about the number of its assets, in three independent ways. <see langword="null"/> where it does not say it.</summary>
/// <param name="List">The number of assets in the list.</param>
/// <param name="Identifiers">The number of IDs.</param>
/// <param name="Metrics">The count of the materials, without pseudo assets if they are not exported.</param>
internal sealed record ServerCounts(int? List, int? Identifiers, long? Metrics);
