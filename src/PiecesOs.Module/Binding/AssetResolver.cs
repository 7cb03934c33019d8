using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Finds assets by name or pattern. Names are looked up once for a whole pipeline, even if several inputs are processed at the
/// same time.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="readsFromServer">Whether names are read from the server for this pipeline, because a mistake cannot be undone.</param>
internal sealed class AssetResolver(PiecesServer server, bool readsFromServer)
{
    private readonly object _lock = new();
    private Task<AssetCache.CheckedNames>? _names;
    private Task<AssetCache.CheckedNames>? _currentNames;

    /// <summary>The ID of the asset.</summary>
    /// <exception cref="InputException">No asset, or more than one, has that name.</exception>
    public async Task<string> GetIdAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (reference.Id is { } known)
            return known;
        var name = reference.Name!;
        var (names, isCurrent) = await GetNamesAsync(cancellationToken).ConfigureAwait(false);
        if (!isCurrent)
        {
            if (names.Index.HasOne(name) && names.Index.Find(name) is { } one && await StillHasNameAsync(one, cancellationToken).ConfigureAwait(false))
                return one.Id;
            (names, _) = await GetCurrentNamesAsync(cancellationToken).ConfigureAwait(false);
        }

        return names.Index.Find(name)?.Id ?? throw InputErrors.AssetNotFound(name);
    }

    /// <summary>The assets that match a pattern.</summary>
    /// <exception cref="InputException">The pattern itself is the name of several assets.</exception>
    public async Task<IReadOnlyList<AssetReference>> MatchAsync(AssetReference pattern, CancellationToken cancellationToken)
    {
        var (names, isCurrent) = await GetNamesAsync(cancellationToken).ConfigureAwait(false);
        if (!isCurrent)
            (names, _) = await GetCurrentNamesAsync(cancellationToken).ConfigureAwait(false);
        return names.Index.FindAll(pattern.Name!).Select(static asset => AssetReference.Known(asset.Id, asset.Name)).ToArray();
    }

    /// <summary>The asset with its content. It is read from the server unless the input included the content.</summary>
    public async Task<Asset> GetWithContentAsync(AssetReference reference, CancellationToken cancellationToken, bool preview = false)
    {
        if (reference.Asset is { } asset && asset.HasContent(preview))
            return asset;
        var id = await GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
        return await server.Contents.ReadAsync(id, preview, cancellationToken).ConfigureAwait(false);
    }

    private Task<AssetCache.CheckedNames> GetNamesAsync(CancellationToken cancellationToken)
    {
        if (readsFromServer)
            return GetCurrentNamesAsync(cancellationToken);
        lock (_lock)
        {
            return _names = _names is { IsFaulted: false, IsCanceled: false }
                ? _names
                : server.Connection.Assets.GetAsync(server, cancellationToken);
        }
    }

    private Task<AssetCache.CheckedNames> GetCurrentNamesAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _currentNames = _currentNames is { IsFaulted: false, IsCanceled: false } ? _currentNames : ReadAsync(cancellationToken);
    }

    private async Task<AssetCache.CheckedNames> ReadAsync(CancellationToken cancellationToken) =>
        new(await server.Connection.Assets.ReadAsync(server, cancellationToken).ConfigureAwait(false), IsCurrent: true);

    /// <summary>Whether an asset still has its known name.</summary>
    private async Task<bool> StillHasNameAsync(KnownAsset known, CancellationToken cancellationToken)
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
