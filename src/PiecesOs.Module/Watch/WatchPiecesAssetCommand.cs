using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Emits the changes of assets as they happen (operation <c>stream_assets</c>; with -Transferable
/// <c>get_assets_stream_transferables</c>, with -Identifier <c>assets_stream_identifiers</c>). After a break of the connection
/// it compares a fresh list with what it knew, so that nothing is missed and nothing told twice.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "PiecesAsset", DefaultParameterSetName = "Asset")]
[OutputType(typeof(PiecesAssetEvent))]
public sealed class WatchPiecesAssetCommand : WatchCmdlet
{
    private readonly KnownAssets _known = new();

    /// <summary>Only ids, which costs the server least.</summary>
    [Parameter(ParameterSetName = "Identifier", Mandatory = true)]
    public SwitchParameter Identifier { get; set; }

    /// <summary>Assets with their content.</summary>
    [Parameter(ParameterSetName = "Transferable", Mandatory = true)]
    public SwitchParameter Transferable { get; set; }

    /// <summary>Begin with the assets that are there already.</summary>
    [Parameter]
    public SwitchParameter IncludeExisting { get; set; }

    /// <inheritdoc/>
    private protected override Task ListenAsync(PiecesClient client, Action connected, Action<object> emit, CancellationToken cancellationToken)
    {
        var assets = client.AssetStreams;
        if (Identifier)
        {
            return ListenAsync(
                (isOpen, token) => assets.AssetsStreamIdentifiersAsync(isOpen, token),
                (changes, isFirst) => changes.Select(change => _known.TakeIdentifier(change, isFirst)),
                connected,
                emit,
                cancellationToken);
        }

        return ListenAsync(
            (isOpen, token) => Transferable ? assets.GetAssetsStreamTransferablesAsync(isOpen, token) : assets.StreamAssetsAsync(isOpen, token),
            (changed, _) => changed.Select(_known.TakeAsset).Concat(changed.RemovedIds.Select(_known.TakeDeleted)),
            connected,
            emit,
            cancellationToken);
    }

    /// <summary>
    /// Opens the socket first and lists the assets then: a change in between comes both ways, and the second is no news.
    /// </summary>
    private async Task ListenAsync<T>(
        Func<Action, CancellationToken, IAsyncEnumerable<T>> open,
        Func<T, bool, IEnumerable<PiecesAssetEvent?>> take,
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
                    // The socket can only be closed once nobody waits for its next message.
                    socket.Cancel();
                    await Task.WhenAny(next).ConfigureAwait(false);
                    _ = next.Exception; // Its failure follows from this one.
                    throw;
                }
            }

            for (var isFirst = true; await next.ConfigureAwait(false); next = messages.MoveNextAsync().AsTask(), isFirst = false)
            {
                foreach (var change in take(messages.Current, isFirst).OfType<PiecesAssetEvent>())
                    emit(change);
            }
        }
    }

    private async Task EmitSnapshotAsync(Action<object> emit, CancellationToken cancellationToken)
    {
        var isWanted = _known.HasBaseline || IncludeExisting;
        bool? transferables = Transferable && isWanted ? true : false;
        var removed = new RemovedIds();
        var server = await GetServerAsync(cancellationToken).ConfigureAwait(false);
        var assets = server.ListAssetsAsync(transferables, pseudo: null, removed, cancellationToken);
        await foreach (var change in _known.TakeSnapshotAsync(assets, removed).ConfigureAwait(false))
        {
            if (isWanted)
                emit(Identifier ? new PiecesAssetEvent { Change = change.Change, AssetId = change.AssetId, Time = change.Time } : change);
        }
    }
}
