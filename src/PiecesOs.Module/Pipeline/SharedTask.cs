namespace PiecesOs.Module;

/// <summary>
/// Work that several callers may want at the same time and that runs once for all of them that have the same time limit. When none
/// waits any more, it is canceled.
/// </summary>
internal sealed class SharedTask<T>
{
    private readonly object _lock = new();
    private readonly Dictionary<TimeSpan, Run> _runs = [];

    /// <summary>Starts the work, or joins the run that is under way.</summary>
    /// <param name="timeout">The caller's own limit for its requests, if any: no caller waits under the limit of another.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends this wait; the work goes on while others wait for it.</param>
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

    /// <summary>Whether no caller waits anymore; then the run is canceled.</summary>
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
