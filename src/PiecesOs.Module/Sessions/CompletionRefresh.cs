using System.Diagnostics;
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

    /// <summary>How long a completion waits for the index of changed names before it uses the last index.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);

    /// <summary>A refresh is repeated after this many times its own duration, so that it does not keep a server busy that has many assets.</summary>
    private const int Rest = 10;

    private readonly PiecesOsConnection _connection;
    private readonly CancellationTokenSource _closed = new();
    private volatile CompletionIndex? _lastIndex;
    private bool _isClosed;
    private DateTime _assetsDue;
    private DateTime _sharesRefreshed;

    public CompletionRefresh(PiecesOsConnection connection) => _connection = connection;

    /// <summary>The last index, for a completion that sends no request; <see langword="null"/> if there is none.</summary>
    public CompletionIndex? LastIndex => _lastIndex;

    /// <summary>The assets, for completion by name, ID, tag or language.</summary>
    public async Task<CompletionIndex> GetAssetsAsync(CancellationToken cancellationToken)
    {
        var isKnown = _connection.Assets.Known is not null;
        if (!isKnown || DateTime.UtcNow >= _assetsDue)
        {
            _assetsDue = DateTime.MaxValue;
            var refreshing = RefreshAsync(RefreshAssetsAsync);
            if (!isKnown)
                await WaitAsync(refreshing, cancellationToken).ConfigureAwait(false);
        }

        return await GetIndexAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The assets with their tags.</summary>
    public async Task<CompletionIndex> GetAssetsWithTagsAsync(CancellationToken cancellationToken)
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

    private async Task<AssetNames> RefreshAssetsAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var names = (await _connection.Assets.GetAsync(OpenServer(), cancellationToken).ConfigureAwait(false)).Names;
            _lastIndex = names.Completion;
            return names;
        }
        finally
        {
            var rest = TimeSpan.FromTicks(clock.Elapsed.Ticks * Rest);
            _assetsDue = DateTime.UtcNow + (rest > s_lifetime ? rest : s_lifetime);
        }
    }

    /// <summary>The index of the known names. If it takes longer to create, the last one is used, and the next completion has the new one.</summary>
    private async Task<CompletionIndex> GetIndexAsync(CancellationToken cancellationToken)
    {
        if (_connection.Assets.Known is not { } known)
            return CompletionIndex.Empty;
        var creating = Task.Run(() => _lastIndex = known.Completion, CancellationToken.None);
        var patience = _lastIndex is null ? Timeout.InfiniteTimeSpan : s_patience;
        await Task.WhenAny(creating, Task.Delay(patience, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return _lastIndex ?? await creating.ConfigureAwait(false);
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
