using System.Collections.Concurrent;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// What an asset must fulfill to be returned. The record without content decides, as far as it has the data. What it lacks (tags that a
/// newer store keeps apart, a size) is read and never guessed.
/// </summary>
internal sealed class AssetCondition
{
    private readonly ConcurrentDictionary<string, bool> _languages = new(StringComparer.Ordinal);
    private int _unknownTags;

    /// <summary>The languages, of which an asset must have one; empty for any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The tags or patterns, of which an asset must have one; empty for any.</summary>
    public IReadOnlyList<NamePattern> Tags { get; init; } = [];

    /// <summary>The earliest and the latest time at which it was saved.</summary>
    public (DateTimeOffset? Earliest, DateTimeOffset? Latest) Created { get; init; }

    /// <summary>The earliest and the latest time at which it was last changed.</summary>
    public (DateTimeOffset? Earliest, DateTimeOffset? Latest) Updated { get; init; }

    /// <summary>The smallest and the largest size in bytes.</summary>
    public (long? Smallest, long? Largest) Size { get; init; }

    /// <summary>Whether it must be a favorite, or must not be one.</summary>
    public bool? IsFavorite { get; init; }

    /// <summary>Whether it must be shared, or must not be shared.</summary>
    public bool? IsShared { get; init; }

    /// <summary>The IDs of the assets in the list of shares, for <see cref="IsShared"/>: an asset does not always name its own shares.</summary>
    public HashSet<string> SharedIds { get; init; } = [];

    /// <summary>The number of assets whose tags the server does not report, so that they do not match.</summary>
    public int UnknownTags => Volatile.Read(ref _unknownTags);

    /// <summary>Whether the asset fulfills the condition; <see langword="null"/> if its record does not say.</summary>
    public bool? IsMatch(Asset asset)
    {
        if (!HasLanguage(asset) || !IsIn(Created, asset.Created) || !IsIn(Updated, asset.Updated)
            || (IsFavorite is { } isFavorite && (asset.IsFavorite ?? false) != isFavorite)
            || (IsShared is { } isShared && (asset.Shared || SharedIds.Contains(asset.Id ?? string.Empty)) != isShared))
        {
            return false;
        }

        var (hasTag, hasSize) = (HasTag(asset), HasSize(asset));
        if (hasTag == false || hasSize == false)
            return false;
        return hasTag is null || hasSize is null ? null : true;
    }

    /// <summary>Whether the asset fulfills the condition. Reads what its record lacks.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="server">The server.</param>
    /// <param name="relations">Reads tags.</param>
    /// <param name="isSingleRecord">Whether the asset is its single record.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<bool> IsMatchAsync(
        Asset asset, PiecesServer server, RelationReader relations, bool isSingleRecord, CancellationToken cancellationToken)
    {
        if (IsMatch(asset) is { } isMatch)
            return isMatch;
        if (asset.Id is not { Length: > 0 } id)
            return false;
        if (HasTag(asset) is null)
            await relations.CompleteAsync(asset, ["tags"], isSingleRecord, cancellationToken).ConfigureAwait(false);
        var hasTag = HasTag(asset);
        if (hasTag is null)
            Interlocked.Increment(ref _unknownTags);
        if (hasTag != true)
            return false;

        // A copy of the asset has the content, so that an asset that is wanted without content stays without.
        return (HasSize(asset) ?? HasSize(await server.Contents.ReadAsync(id, preview: false, cancellationToken).ConfigureAwait(false))) == true;
    }

    private bool HasLanguage(Asset asset) => Languages.Count == 0 || (asset.Language is { Length: > 0 } language
        && _languages.GetOrAdd(language, name => Languages.Any(wanted => Client.Languages.AreSame(wanted, name))));

    private bool? HasTag(Asset asset)
    {
        if (Tags.Count == 0 || asset.Tags.Any(text => Tags.Any(wanted => wanted.IsMatch(text))))
            return true;
        return asset.LacksRelation("tags") ? null : false;
    }

    private bool? HasSize(Asset asset)
    {
        if (Size is (null, null))
            return true;
        return asset.Size is { } size ? !(size < Size.Smallest) && !(size > Size.Largest) : null;
    }

    private static bool IsIn((DateTimeOffset? Earliest, DateTimeOffset? Latest) range, DateTimeOffset? time) =>
        range is (null, null) || (time is not null && !(time < range.Earliest) && !(time > range.Latest));
}
