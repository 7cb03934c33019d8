using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>What a server had a moment ago, for completion.</summary>
internal sealed class CompletionCache
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(5);

    private readonly PiecesOsConnection _connection;
    private Entry<CompletionAsset>? _assets;
    private Entry<Share>? _shares;

    public CompletionCache(PiecesOsConnection connection) => _connection = connection;

    public async Task<IReadOnlyList<CompletionAsset>> GetAssetsAsync(CancellationToken cancellationToken)
    {
        if (_assets is { IsFresh: true } known)
            return known.Items;
        var assets = _connection.OpenClient().Assets.AssetsSnapshotAsync(transferables: false, cancellationToken: cancellationToken);
        _assets = new Entry<CompletionAsset>(await assets.ToListAsync(static asset => new CompletionAsset(asset), cancellationToken).ConfigureAwait(false));
        return _assets.Items;
    }

    public async Task<IReadOnlyList<Share>> GetSharesAsync(CancellationToken cancellationToken)
    {
        if (_shares is { IsFresh: true } known)
            return known.Items;
        var shares = _connection.OpenClient().Shares.SharesSnapshotAsync(transferables: false, cancellationToken);
        _shares = new Entry<Share>(await shares.ToListAsync(static share => share, cancellationToken).ConfigureAwait(false));
        return _shares.Items;
    }

    private sealed class Entry<T>(IReadOnlyList<T> items)
    {
        private readonly DateTime _time = DateTime.UtcNow;

        public IReadOnlyList<T> Items { get; } = items;

        public bool IsFresh => DateTime.UtcNow - _time < s_lifetime;
    }
}
