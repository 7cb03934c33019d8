namespace PiecesOs.Tests.Support;

/// <summary>Replies in order. The last one repeats.</summary>
internal sealed class ReplySequence(Func<ServerConnection, Task>[] replies)
{
    private int _used;

    public bool IsEmpty => replies.Length == 0;

    public Func<ServerConnection, Task> Next() => replies[Math.Min(Interlocked.Increment(ref _used), replies.Length) - 1];
}
