using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>What a library has that stores records as they are: its assets by ID and time of their last change, and its links.</summary>
internal sealed class RestoreTarget
{
    /// <summary>Why a record is skipped that the library has.</summary>
    public const string IsThere = "The library already contains it.";

    /// <summary>Why a record is skipped that the library has with other data.</summary>
    public const string IsDifferent = "It differs there; -Force replaces it.";

    private readonly Dictionary<Guid, DateTimeOffset?> _assets = [];
    private readonly Dictionary<string, Share> _shares = new(StringComparer.OrdinalIgnoreCase);

    private RestoreTarget()
    {
    }

    /// <summary>Reads the library without contents, including pseudo assets.</summary>
    /// <param name="server">The server.</param>
    /// <param name="progress">Shows the progress.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public static async Task<RestoreTarget> ReadAsync(PiecesServer server, ThrottledProgress progress, CancellationToken cancellationToken)
    {
        var target = new RestoreTarget();
        var removed = new RemovedIds();
        await foreach (var asset in server.ListAssetsAsync(transferables: false, pseudo: true, removed, cancellationToken).ConfigureAwait(false))
        {
            if (asset.Id is { Length: > 0 } id)
                target._assets[CompactStringSet.KeyOf(id)] = asset.Updated;
            progress.Report(() => $"{Quantity.Of(target._assets.Count, "asset")} of the library compared");
        }

        foreach (var id in removed.All)
            target._assets.Remove(CompactStringSet.KeyOf(id));
        await foreach (var share in server.ListSharesAsync(transferables: false, cancellationToken).ConfigureAwait(false))
        {
            if (share.Id is { Length: > 0 } id)
                target._shares[id] = share;
        }

        return target;
    }

    /// <summary>Whether the library has an asset.</summary>
    public bool HasAsset(string id) => _assets.ContainsKey(CompactStringSet.KeyOf(id));

    /// <summary>Why an asset of an export is not sent; <see langword="null"/> if the library does not have it.</summary>
    public string? FindReason(Asset asset) =>
        asset.Id is not { Length: > 0 } id || !_assets.TryGetValue(CompactStringSet.KeyOf(id), out var updated) ? null
        : updated == asset.Updated ? IsThere
        : IsDifferent;

    /// <summary>Why a link of an export is not sent, and the link that the library has; <see langword="null"/> if it does not have it.</summary>
    public (string Reason, Share Share)? FindReason(Share share) =>
        share.Id is not { Length: > 0 } id || !_shares.TryGetValue(id, out var stored) ? null
        : (share.Short is null || string.Equals(stored.Short, share.Short, StringComparison.OrdinalIgnoreCase) ? IsThere : IsDifferent, stored);
}
