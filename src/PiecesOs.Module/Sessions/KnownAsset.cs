using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The cached data of an asset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, which may be empty.</param>
/// <param name="Updated">When it was last changed.</param>
/// <param name="Language">Its language; <see langword="null"/> if it was not read.</param>
/// <param name="Tags">Its tags; <see langword="null"/> if they were not read.</param>
internal sealed record KnownAsset(string Id, string Name, DateTimeOffset? Updated, string? Language, IReadOnlyList<string>? Tags)
{
    /// <summary>Extracts the cached data from an asset.</summary>
    /// <param name="asset">The asset. It must have an id.</param>
    /// <param name="withDetails">Whether to read language and tags, which takes time for an asset with content.</param>
    public static KnownAsset From(Asset asset, bool withDetails) => new(
        asset.Id!,
        asset.Name ?? string.Empty,
        asset.Updated,
        withDetails ? asset.Language : null,
        withDetails ? asset.Tags.Select(static tag => tag.Text).OfType<string>().ToArray() : null);
}
