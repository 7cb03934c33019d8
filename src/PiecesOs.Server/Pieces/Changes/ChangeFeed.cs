using System.Collections.Concurrent;

namespace PiecesOs.Server.Pieces.Changes;

/// <summary>Publishes changes to every open stream, without waiting for any.</summary>
internal sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<ChangeQueue, bool> _queues = [];

    /// <summary>Opens a queue that receives every change from now on; disposing it ends that.</summary>
    public ChangeQueue Subscribe()
    {
        var queue = new ChangeQueue(gone => _queues.TryRemove(gone, out _));
        _queues[queue] = true;
        return queue;
    }

    /// <summary>An asset was created, changed or deleted.</summary>
    public void Publish(string asset, bool deleted)
    {
        foreach (var queue in _queues.Keys)
            queue.Add(asset, deleted);
    }

    /// <summary>So much changed that every stream starts again with the full list.</summary>
    public void PublishAll()
    {
        foreach (var queue in _queues.Keys)
            queue.AddAll();
    }

    /// <summary>The user signed in or out, or their account changed.</summary>
    public void PublishUser()
    {
        foreach (var queue in _queues.Keys)
            queue.AddUser();
    }

    /// <summary>A suggestion frame that was sent to the admin path.</summary>
    public void PublishFrame(byte[] suggestions)
    {
        foreach (var queue in _queues.Keys)
            queue.AddFrame(suggestions);
    }
}
