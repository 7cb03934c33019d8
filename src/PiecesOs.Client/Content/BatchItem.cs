using RestCore;

namespace PiecesOs.Client;

/// <summary>What became of one ID that a <see cref="BatchReader"/> was to read: an asset, or the reason why it could not be read.</summary>
/// <param name="Id">The ID as it was given.</param>
/// <param name="Asset">The asset; <see langword="null"/> if it could not be read.</param>
/// <param name="Failure">Why it could not be read; <see langword="null"/> if it was.</param>
public sealed record BatchItem(string Id, Asset? Asset, RestException? Failure);
