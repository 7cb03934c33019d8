using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Answers completion from what the session knows of a server, and refreshes that behind the prompt. Only the first time is there
/// something to wait for; a completion that cannot wait so long finds it the next time.
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

    /// <summary>The assets, for completion by name or id.</summary>
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

    /// <summary>Ends what is under way.</summary>
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

    /// <summary>Runs to its end whether or not a completion waits for it. What fails leaves everything as it was.</summary>
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
