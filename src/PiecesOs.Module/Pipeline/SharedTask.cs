namespace PiecesOs.Module;

/// <summary>
/// Runs work once for several concurrent callers that have the same time limit. If no caller is waiting anymore, the work is
/// canceled.
/// </summary>
internal sealed class SharedTask<T>
{
    private readonly object _lock = new();
    private readonly Dictionary<TimeSpan, Run> _runs = [];

    /// <summary>Starts the work, or joins a run in progress.</summary>
    /// <param name="timeout">The caller's own limit for its requests, if any. Callers with different limits do not share a run.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends the wait of this caller. The work continues while others wait for it.</param>
    public async Task<T> JoinAsync(TimeSpan? timeout, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var key = timeout ?? TimeSpan.Zero;
        Run? run;
        lock (_lock)
        {
            if (!_runs.TryGetValue(key, out run) || run.Task.IsCompleted)
                _runs[key] = run = new Run(work);
            run.Waiters++;
        }

        try
        {
            var canceled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => canceled.TrySetResult(true)))
                await Task.WhenAny(run.Task, canceled.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return await run.Task.ConfigureAwait(false);
        }
        finally
        {
            if (IsLast(key, run))
            {
                await Task.WhenAny(run.Task).ConfigureAwait(false);
                run.Dispose();
            }
        }
    }

    /// <summary>Whether no caller is waiting anymore, so that the run must be canceled.</summary>
    private bool IsLast(TimeSpan key, Run run)
    {
        lock (_lock)
        {
            if (--run.Waiters > 0)
                return false;
            if (_runs.TryGetValue(key, out var current) && ReferenceEquals(current, run))
                _runs.Remove(key);
            run.Cancel();
            return true;
        }
    }

    private sealed class Run : IDisposable
    {
        private readonly CancellationTokenSource _abandoned = new();

        public Run(Func<CancellationToken, Task<T>> work)
        {
            var token = _abandoned.Token;
            Task = System.Threading.Tasks.Task.Run(() => work(token), CancellationToken.None);
        }

        public Task<T> Task { get; }

        public int Waiters { get; set; }

        public void Cancel() => _abandoned.Cancel();

        public void Dispose() => _abandoned.Dispose();
    }
}
