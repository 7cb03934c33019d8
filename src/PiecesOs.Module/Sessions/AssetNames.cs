namespace PiecesOs.Module;

/// <summary>The ids and names of all assets of a server at a certain time.</summary>
internal sealed class AssetNames
{
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<NameIndex<KnownAsset>> _index;

    /// <summary>Creates the names from a list of all assets.</summary>
    public AssetNames(IEnumerable<KnownAsset> assets)
    {
        Assets = assets.Where(asset => _ids.Add(asset.Id)).ToArray();
        _index = new Lazy<NameIndex<KnownAsset>>(
            () => new NameIndex<KnownAsset>("Asset", Assets, static asset => asset.Name, static asset => asset.Id));
    }

    /// <summary>The assets, in server order.</summary>
    public IReadOnlyList<KnownAsset> Assets { get; }

    /// <summary>Whether the tags of all assets are known.</summary>
    public bool HasTags => Assets.All(static asset => asset.Tags is not null);

    /// <summary>Whether there is an asset with this id.</summary>
    public bool Contains(string id) => _ids.Contains(id);

    /// <summary>The assets by name.</summary>
    public NameIndex<KnownAsset> Index => _index.Value;

    /// <summary>The time of the latest change of any asset.</summary>
    public DateTimeOffset? LastUpdated => Assets.Max(static asset => asset.Updated);
}
