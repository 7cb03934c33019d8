namespace PiecesOs.Server.Pieces.Changes;

/// <summary>
/// What one socket has still to be told. Only ids wait here, each once however often it changed; when too many
/// wait, the socket is told everything anew. So a slow reader costs little and holds nobody up.
/// </summary>
internal sealed class ChangeQueue(Action<ChangeQueue> closed) : IDisposable
{
    private const int MostIds = 10_000;
    private const int MostFrames = 16;
    private readonly object _lock = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Queue<byte[]> _frames = new();
    private Dictionary<string, bool> _changes = new(StringComparer.Ordinal);
    private bool _everything;

    public void Add(string asset, bool deleted) => Change(() =>
    {
        // Taken out first, so that the newest change of an asset also has the newest place.
        _changes.Remove(asset);
        _changes.Add(asset, deleted);
        if (_changes.Count > MostIds)
            _everything = true;
    });

    public void AddAll() => Change(() => _everything = true);

    public void AddFrame(byte[] frame) => Change(() =>
    {
        _frames.Enqueue(frame);
        if (_frames.Count > MostFrames)
            _frames.Dequeue();
    });

    /// <summary>Waits until there is something, and takes all of it.</summary>
    public async Task<ChangeBatch> TakeAsync(CancellationToken cancellation)
    {
        await _signal.WaitAsync(cancellation);
        lock (_lock)
        {
            var batch = new ChangeBatch(_everything, _everything ? [] : _changes, [.. _frames]);
            _changes = new Dictionary<string, bool>(StringComparer.Ordinal);
            _frames.Clear();
            _everything = false;
            return batch;
        }
    }

    /// <inheritdoc />
    public void Dispose() => closed(this);

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            if (_everything)
                _changes.Clear();
            if (_signal.CurrentCount == 0)
                _signal.Release();
        }
    }
}

/// <summary>Changes that one frame tells: the whole list anew, or assets by id with whether they were deleted.</summary>
internal sealed record ChangeBatch(bool Everything, IReadOnlyDictionary<string, bool> Changes, IReadOnlyList<byte[]> Frames);
