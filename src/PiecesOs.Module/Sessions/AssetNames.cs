using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The IDs and names of all assets of a server at a certain time.</summary>
internal sealed class AssetNames
{
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<NameIndex<KnownAsset>> _index;
    private readonly Lazy<CompletionIndex> _completion;

    /// <summary>Creates the names from a list of all assets.</summary>
    public AssetNames(IEnumerable<KnownAsset> assets)
    {
        Assets = assets.Where(asset => _ids.Add(asset.Id)).ToArray();
        _index = new Lazy<NameIndex<KnownAsset>>(
            () => new NameIndex<KnownAsset>("Asset", Assets, static asset => asset.Name, static asset => asset.Id));
        _completion = new Lazy<CompletionIndex>(() => new CompletionIndex(Assets));
    }

    /// <summary>The assets, in server order.</summary>
    public IReadOnlyList<KnownAsset> Assets { get; }

    /// <summary>Whether the tags of all assets are known.</summary>
    public bool HasTags => Assets.All(static asset => asset.Tags is not null);

    /// <summary>Whether there is an asset with this ID.</summary>
    public bool Contains(string id) => _ids.Contains(id);

    /// <summary>The assets by name.</summary>
    public NameIndex<KnownAsset> Index => _index.Value;

    /// <summary>The assets for completion. The first access takes a moment in a large library.</summary>
    public CompletionIndex Completion => _completion.Value;

    /// <summary>The time of the latest change of any asset.</summary>
    public DateTimeOffset? LastUpdated => Assets.Max(static asset => asset.Updated);
}

/// <summary>The cached data of an asset.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Name">Its name, which may be empty.</param>
/// <param name="Updated">When it was last changed.</param>
/// <param name="Language">Its language; <see langword="null"/> if it was not read.</param>
/// <param name="Tags">Its tags; <see langword="null"/> if they were not read.</param>
internal sealed record KnownAsset(string Id, string Name, DateTimeOffset? Updated, string? Language, IReadOnlyList<string>? Tags)
{
    /// <summary>Extracts the cached data from an asset.</summary>
    /// <param name="asset">The asset. It must have an ID.</param>
    /// <param name="withDetails">Whether to read language and tags, which takes time for an asset with content.</param>
    /// <param name="texts">The languages and tags of other assets, so that equal texts are in memory once.</param>
    public static KnownAsset From(Asset asset, bool withDetails, Dictionary<string, string>? texts = null) => new(
        asset.Id!,
        asset.Name ?? string.Empty,
        asset.Updated,
        withDetails && asset.Language is { } language ? Shared(language, texts) : null,
        withDetails ? asset.Tags.Select(tag => Shared(tag, texts)).ToArray() : null);

    private static string Shared(string text, Dictionary<string, string>? texts)
    {
        if (texts is null)
            return text;
        if (!texts.TryGetValue(text, out var shared))
            texts.Add(text, shared = text);
        return shared;
    }
}
