using System;
using System.Threading;
using System.Threading.Tasks;

namespace PiecesOs.Module;

/// <summary>Work that several callers may want at the same time and that runs once for all of them. When none waits any more, it is canceled.</summary>
internal sealed class SharedTask<T>
{
    private readonly object _lock = new();
    private Run? _run;

    /// <summary>Starts the work, or joins the run that is under way.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends this wait; the work goes on while others wait for it.</param>
    public async Task<T> JoinAsync(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        Run run;
        lock (_lock)
        {
            if (_run is not { Task.IsCompleted: false, IsCanceled: false })
                _run = new Run(work);
            run = _run;
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
            if (IsLast(run))
            {
                await Task.WhenAny(run.Task).ConfigureAwait(false);
                run.Dispose();
            }
        }
    }

    /// <summary>Whether nobody waits any more; then the run is canceled.</summary>
    private bool IsLast(Run run)
    {
        lock (_lock)
        {
            if (--run.Waiters > 0)
                return false;
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

        public bool IsCanceled { get; private set; }

        public void Cancel()
        {
            IsCanceled = true;
            _abandoned.Cancel();
        }

        public void Dispose() => _abandoned.Dispose();
    }
}
