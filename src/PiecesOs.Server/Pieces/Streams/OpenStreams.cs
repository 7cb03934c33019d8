using System.Collections.Concurrent;

namespace PiecesOs.Server.Pieces.Streams;

/// <summary>The sockets that are open, so that a test can break them all off and watch a client come back.</summary>
internal sealed class OpenStreams
{
    private readonly ConcurrentDictionary<HttpContext, bool> _open = [];

    /// <summary>Holds the connection until the result is disposed.</summary>
    public IDisposable Add(HttpContext context)
    {
        _open[context] = true;
        return new Registration(() => _open.TryRemove(context, out _));
    }

    /// <summary>Breaks every connection off without a close; answers how many.</summary>
    public int DropAll()
    {
        var count = 0;
        foreach (var context in _open.Keys)
        {
            context.Abort();
            count++;
        }

        return count;
    }

    private sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
