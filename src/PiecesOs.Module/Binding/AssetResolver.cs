using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Finds the assets that were named, by a name or by a pattern. Names are looked up once for a whole pipeline, also when several
/// inputs are under way.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="readsAfresh">Whether names are read from the server for this pipeline, because a mistake could not be undone.</param>
internal sealed class AssetResolver(PiecesServer server, bool readsAfresh)
{
    private readonly object _lock = new();
    private Task<AssetCache.CheckedNames>? _names;
    private Task<AssetCache.CheckedNames>? _freshNames;

    /// <summary>The id of the asset.</summary>
    /// <exception cref="InputException">No asset, or more than one, has that name.</exception>
    public async Task<string> GetIdAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (reference.Id is { } known)
            return known;
        var name = reference.Name!;
        var (names, isCurrent) = await GetNamesAsync(cancellationToken).ConfigureAwait(false);
        if (!isCurrent)
        {
            if (names.Index.HasOne(name) && names.Index.Find(name) is { } one && await HasNameStillAsync(one, cancellationToken).ConfigureAwait(false))
                return one.Id;
            (names, _) = await GetFreshNamesAsync(cancellationToken).ConfigureAwait(false);
        }

        return names.Index.Find(name)?.Id ?? throw InputErrors.AssetNotFound(name);
    }

    /// <summary>The assets that a pattern stands for.</summary>
    /// <exception cref="InputException">Several have it for their name.</exception>
    public async Task<IReadOnlyList<AssetReference>> MatchAsync(AssetReference pattern, CancellationToken cancellationToken)
    {
        var (names, isCurrent) = await GetNamesAsync(cancellationToken).ConfigureAwait(false);
        if (!isCurrent)
            (names, _) = await GetFreshNamesAsync(cancellationToken).ConfigureAwait(false);
        return names.Index.FindAll(pattern.Name!).Select(static asset => AssetReference.Known(asset.Id, asset.Name)).ToArray();
    }

    /// <summary>The asset with its content, from the server unless it was given whole.</summary>
    public async Task<Asset> GetWholeAsync(AssetReference reference, CancellationToken cancellationToken, bool preview = false)
    {
        if (reference.Asset is { } asset && asset.HasContent(preview))
            return asset;
        var id = await GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        return await server.Contents.ReadAsync(id, preview, cancellationToken).ConfigureAwait(false);
    }

    private Task<AssetCache.CheckedNames> GetNamesAsync(CancellationToken cancellationToken)
    {
        if (readsAfresh)
            return GetFreshNamesAsync(cancellationToken);
        lock (_lock)
        {
            return _names = _names is { IsFaulted: false, IsCanceled: false }
                ? _names
                : server.Connection.Assets.GetAsync(server, cancellationToken);
        }
    }

    private Task<AssetCache.CheckedNames> GetFreshNamesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _freshNames = _freshNames is { IsFaulted: false, IsCanceled: false } ? _freshNames : ReadAsync(cancellationToken);
    }

    private async Task<AssetCache.CheckedNames> ReadAsync(CancellationToken cancellationToken) =>
        new(await server.Connection.Assets.ReadAsync(server, cancellationToken).ConfigureAwait(false), IsCurrent: true);

    /// <summary>Whether an asset still has the name under which it is known.</summary>
    private async Task<bool> HasNameStillAsync(KnownAsset known, CancellationToken cancellationToken)
    {
        try
        {
            var asset = await server.ReadAssetAsync(known.Id, transferables: false, cancellationToken).ConfigureAwait(false);
            return string.Equals(asset.Name ?? string.Empty, known.Name, System.StringComparison.OrdinalIgnoreCase);
        }
        catch (RestStatusException)
        {
            return false;
        }
    }
}
