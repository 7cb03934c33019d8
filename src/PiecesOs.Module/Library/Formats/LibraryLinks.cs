using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The share links of a library: those in the list of shares, and those that only an asset shows.</summary>
internal sealed class LibraryLinks
{
    private readonly List<Share> _shares = [];
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Share>> _byAsset = new(StringComparer.OrdinalIgnoreCase);

    private LibraryLinks()
    {
    }

    /// <summary>All links, in the order of the library.</summary>
    public IReadOnlyList<Share> All => _shares;

    /// <summary>Reads the list of shares.</summary>
    public static async Task<LibraryLinks> ReadAsync(ExportedLibrary library, CancellationToken cancellationToken)
    {
        var links = new LibraryLinks();
        await foreach (var share in library.ReadSharesAsync(cancellationToken).ConfigureAwait(false))
            links.Add(share, assetId: null);
        return links;
    }

    /// <summary>The links to an asset. Links that are not in the list of shares are added to <see cref="All"/>.</summary>
    public IReadOnlyList<Share> Of(Asset asset)
    {
        foreach (var share in asset.GetShares())
            Add(share, asset.Id);
        return asset.Id is { } id && _byAsset.TryGetValue(id, out var shares) ? shares : [];
    }

    /// <summary>The IDs of the assets behind a link.</summary>
    public static IReadOnlyCollection<string> AssetIdsOf(Share share) =>
        new HashSet<string>(share.Assets.Select(static asset => asset.Id).Append(share.AssetId).OfType<string>(), StringComparer.OrdinalIgnoreCase);

    private void Add(Share share, string? assetId)
    {
        if (share.Link is not { Length: > 0 } link || !_ids.Add(share.Id ?? link))
            return;
        _shares.Add(share);
        foreach (var id in AssetIdsOf(share) is { Count: > 0 } ids ? ids : assetId is null ? [] : [assetId])
        {
            if (!_byAsset.TryGetValue(id, out var shares))
                _byAsset[id] = shares = [];
            shares.Add(share);
        }
    }
}
