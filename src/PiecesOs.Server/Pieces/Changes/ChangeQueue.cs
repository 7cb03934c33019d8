namespace PiecesOs.Server.Pieces.Changes;

/// <summary>
/// The changes that one socket has not sent yet. Only IDs are queued, each once; if too many
/// are, the socket sends the whole list again. So a slow reader costs little and blocks no other.
/// </summary>
internal sealed class ChangeQueue(Action<ChangeQueue> closed) : IDisposable
{
    private const int MaxIds = 10_000;
    private const int MaxFrames = 16;
    private readonly object _lock = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Queue<byte[]> _frames = new();
    private Dictionary<string, bool> _changes = new(StringComparer.Ordinal);
    private bool _everything;
    private bool _user;

    public void Add(string asset, bool deleted) => Change(() =>
    {
        // Removed first, so that the last change of an asset is also the last in order.
        _changes.Remove(asset);
        _changes.Add(asset, deleted);
        if (_changes.Count > MaxIds)
            _everything = true;
    });

    public void AddAll() => Change(() => _everything = true);

    public void AddUser() => Change(() => _user = true);

    public void AddFrame(byte[] frame) => Change(() =>
    {
        _frames.Enqueue(frame);
        if (_frames.Count > MaxFrames)
            _frames.Dequeue();
    });

    /// <summary>Waits until there are changes, and removes and returns all of them.</summary>
    public async Task<ChangeBatch> DequeueAllAsync(CancellationToken cancellation)
    {
        await _signal.WaitAsync(cancellation);
        lock (_lock)
        {
            var batch = new ChangeBatch(_everything, _user, _everything ? [] : _changes, [.. _frames]);
            _changes = new Dictionary<string, bool>(StringComparer.Ordinal);
            _frames.Clear();
            _everything = false;
            _user = false;
            return batch;
        }
    }

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

/// <summary>The changes in one frame: the whole list again, or asset IDs, each with whether it was deleted; and whether the user changed.</summary>
internal sealed record ChangeBatch(bool Everything, bool User, IReadOnlyDictionary<string, bool> Changes, IReadOnlyList<byte[]> Frames);
