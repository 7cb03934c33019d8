using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Provides completion data from what the session knows about a server, and refreshes it in the background. Only the first
/// completion waits for data. If it times out, the data is available for the next completion.
/// </summary>
internal sealed class CompletionRefresh : IDisposable
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(5);

    private readonly PiecesOsConnection _connection;
    private readonly CancellationTokenSource _closed = new();
    private bool _isClosed;
    private DateTime _assetsRefreshed;
    private DateTime _sharesRefreshed;

    public CompletionRefresh(PiecesOsConnection connection) => _connection = connection;

    /// <summary>The assets, for completion by name or ID.</summary>
    public async Task<IReadOnlyList<KnownAsset>> GetAssetsAsync(CancellationToken cancellationToken)
    {
        var server = OpenServer();
        var isKnown = _connection.Assets.Known is not null;
        if (!isKnown || IsDue(ref _assetsRefreshed))
        {
            var refreshing = RefreshAsync(async token => (await _connection.Assets.GetAsync(server, token).ConfigureAwait(false)).Names);
            if (!isKnown)
                return (await WaitAsync(refreshing, cancellationToken).ConfigureAwait(false))?.Assets ?? [];
        }

        return _connection.Assets.Known?.Assets ?? [];
    }

    /// <summary>The assets with their tags.</summary>
    public async Task<IReadOnlyList<KnownAsset>> GetAssetsWithTagsAsync(CancellationToken cancellationToken)
    {
        if (_connection.Assets.Known is { HasTags: false })
            await WaitAsync(RefreshAsync(token => _connection.Assets.ReadAsync(OpenServer(), token)), cancellationToken).ConfigureAwait(false);
        return await GetAssetsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The shares.</summary>
    public async Task<IReadOnlyList<Share>> GetSharesAsync(CancellationToken cancellationToken)
    {
        var isKnown = _connection.Shares.Known is not null;
        if (!isKnown || IsDue(ref _sharesRefreshed))
        {
            var refreshing = RefreshAsync(token => _connection.Shares.ReadAsync(OpenServer(), token));
            if (!isKnown)
                return await WaitAsync(refreshing, cancellationToken).ConfigureAwait(false) ?? [];
        }

        return _connection.Shares.Known ?? [];
    }

    /// <summary>Cancels running requests.</summary>
    public void Dispose()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _closed.Cancel();
        _closed.Dispose();
    }

    private PiecesServer OpenServer() => new(_connection.OpenClient(), _connection);

    private static bool IsDue(ref DateTime refreshed)
    {
        var now = DateTime.UtcNow;
        if (now - refreshed < s_lifetime)
            return false;
        refreshed = now;
        return true;
    }

    /// <summary>Runs to its end even if no completion waits for it. A failure changes nothing.</summary>
    private Task<T?> RefreshAsync<T>(Func<CancellationToken, Task<T>> refresh)
        where T : class
    {
        var closed = _closed.Token;
        return Task.Run<T?>(
            async () =>
            {
                try
                {
                    return await refresh(closed).ConfigureAwait(false);
                }
                catch (Exception e) when (e is RestException or OperationCanceledException or ObjectDisposedException)
                {
                    return null;
                }
            },
            closed);
    }

    private static async Task<T?> WaitAsync<T>(Task<T?> refreshing, CancellationToken cancellationToken)
        where T : class
    {
        await Task.WhenAny(refreshing, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return await refreshing.ConfigureAwait(false);
    }
}
