using System.Diagnostics;

namespace RestCore.Http;

/// <summary>
/// The time limit for the first byte of one response, for a server that works long before it responds. The limit can grow while the
/// request waits, when the caller learns how much work there is.
/// </summary>
public sealed class ResponseDeadline
{
    private readonly object _lock = new();
    private CancellationTokenSource? _wait;
    private Stopwatch _clock = new();

    /// <summary>A deadline with a first limit.</summary>
    /// <param name="limit">How long to wait for the headers, and again for the first byte of the body.</param>
    public ResponseDeadline(TimeSpan limit) => Limit = limit;

    /// <summary>The present limit.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Extends the limit, also for a wait that has begun. A shorter limit changes nothing.</summary>
    public void Extend(TimeSpan limit)
    {
        lock (_lock)
        {
            if (limit <= Limit)
                return;
            Limit = limit;
            if (_wait is { IsCancellationRequested: false })
                _wait.CancelAfter(Remaining());
        }
    }

    /// <summary>Begins a wait, which is canceled at the limit.</summary>
    internal void Begin(CancellationTokenSource wait)
    {
        lock (_lock)
        {
            _wait = wait;
            _clock = Stopwatch.StartNew();
            wait.CancelAfter(Limit);
        }
    }

    /// <summary>Ends the wait.</summary>
    internal void End()
    {
        lock (_lock)
            _wait = null;
    }

    private TimeSpan Remaining() => Limit > _clock.Elapsed ? Limit - _clock.Elapsed : TimeSpan.Zero;
}
