using System.Collections.Concurrent;

namespace PiecesOs.Server.Pieces.Streams;

/// <summary>The open sockets, so that a test can drop them all and see whether a client reconnects.</summary>
internal sealed class OpenStreams
{
    private readonly ConcurrentDictionary<HttpContext, bool> _open = [];

    /// <summary>Registers the connection until the result is disposed.</summary>
    public IDisposable Add(HttpContext context)
    {
        _open[context] = true;
        return new Registration(() => _open.TryRemove(context, out _));
    }

    /// <summary>Aborts every connection without a close frame; returns how many.</summary>
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
