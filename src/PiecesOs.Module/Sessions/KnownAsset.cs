using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>What a session keeps of an asset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, which may be empty.</param>
/// <param name="Updated">When it was last changed.</param>
/// <param name="Language">Its language; <see langword="null"/> when it was not read.</param>
/// <param name="Tags">Its tags; <see langword="null"/> when they were not read.</param>
internal sealed record KnownAsset(string Id, string Name, DateTimeOffset? Updated, string? Language, IReadOnlyList<string>? Tags)
{
    /// <summary>Keeps what is needed of an asset.</summary>
    /// <param name="asset">The asset, which has an id.</param>
    /// <param name="withDetails">Whether to read language and tags. Of an asset that came with its content that takes time.</param>
    public static KnownAsset From(Asset asset, bool withDetails) => new(
        asset.Id!,
        asset.Name ?? string.Empty,
        asset.Updated,
        withDetails ? asset.Language : null,
        withDetails ? asset.Tags.Select(static tag => tag.Text).OfType<string>().ToArray() : null);
}
