using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Listens for changes of assets. After each connect, it compares a list of all assets with the known ones, so that no change is
/// missed or reported twice.
/// </summary>
/// <param name="cmdlet">The cmdlet that watches.</param>
/// <param name="identifiersOnly">Whether only IDs are read.</param>
/// <param name="transferables">Whether content is read.</param>
/// <param name="includeExisting">Whether the assets that exist at the start are reported.</param>
internal sealed class AssetListener(PiecesCmdlet cmdlet, bool identifiersOnly, bool transferables, bool includeExisting)
{
    private readonly KnownAssets _known = new();

    /// <summary>Listens over one connection until it ends; see <see cref="WatchLoop.Listen"/>.</summary>
    public Task ListenAsync(PiecesClient client, Action connected, Action<object> emit, CancellationToken cancellationToken)
    {
        var assets = client.AssetStreams;
        return identifiersOnly
            ? ListenAsync(
                (isOpen, token) => assets.AssetsStreamIdentifiersAsync(isOpen, token),
                (changes, isFirst) => changes.Select(change => _known.Update(change, isFirst)),
                connected,
                emit,
                cancellationToken)
            : ListenAsync(
                (isOpen, token) => transferables ? assets.GetAssetsStreamTransferablesAsync(isOpen, token) : assets.StreamAssetsAsync(isOpen, token),
                (changed, _) => changed.Select(_known.Update).Concat(changed.RemovedIds.Select(_known.Remove)),
                connected,
                emit,
                cancellationToken);
    }

    /// <summary>
    /// Opens the socket first and then lists the assets. A change in between arrives twice and is reported once.
    /// </summary>
    private async Task ListenAsync<T>(
        Func<Action, CancellationToken, IAsyncEnumerable<T>> open,
        Func<T, bool, IEnumerable<PiecesAssetEvent?>> update,
        Action connected,
        Action<object> emit,
        CancellationToken cancellationToken)
    {
        using var socket = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isOpen = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var messages = open(() => isOpen.TrySetResult(true), socket.Token).GetAsyncEnumerator(socket.Token);
        await using (messages.ConfigureAwait(false))
        {
            var next = messages.MoveNextAsync().AsTask();
            await Task.WhenAny(next, isOpen.Task).ConfigureAwait(false);
            if (isOpen.Task.IsCompleted)
            {
                connected();
                try
                {
                    await EmitSnapshotAsync(emit, cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    // The socket must not be closed while a receive is pending.
                    socket.Cancel();
                    await Task.WhenAny(next).ConfigureAwait(false);
                    _ = next.Exception; // This exception is a consequence of the first one.
                    throw;
                }
            }

            for (var isFirst = true; await next.ConfigureAwait(false); next = messages.MoveNextAsync().AsTask(), isFirst = false)
            {
                foreach (var change in update(messages.Current, isFirst).OfType<PiecesAssetEvent>())
                    emit(change);
            }
        }
    }

    private async Task EmitSnapshotAsync(Action<object> emit, CancellationToken cancellationToken)
    {
        var isWanted = _known.HasBaseline || includeExisting;
        var removed = new RemovedIds();
        var server = await cmdlet.GetServerAsync(cancellationToken).ConfigureAwait(false);
        var assets = server.ListAssetsAsync(transferables && isWanted, pseudo: null, removed, cancellationToken);
        await foreach (var change in _known.UpdateAllAsync(assets, removed).ConfigureAwait(false))
        {
            if (isWanted)
                emit(identifiersOnly ? new PiecesAssetEvent { Change = change.Change, AssetId = change.AssetId, Time = change.Time } : change);
        }
    }
}
