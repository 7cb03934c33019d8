using System.Diagnostics;

namespace PiecesOs.Module;

/// <summary>
/// The way from the worker to the pipeline thread: bounded, and taken from in batches, so that a long list costs few changes
/// of thread.
/// </summary>
internal sealed class StepQueue : IDisposable
{
    /// <summary>Waking the pipeline thread takes longer than what it does with one object, so while objects come thick it is woken for several.</summary>
    private const int StepsWorthWaking = 16;

    /// <summary>Nothing waits longer than this, in milliseconds.</summary>
    private const int MaxDelay = 10;

    private static readonly long s_pause = Stopwatch.Frequency / 500;

    private readonly object _lock = new();
    private readonly int _capacity;
    private readonly CancellationToken _ended;
    private readonly CancellationTokenRegistration _wakeUp;
    private List<PipelineStep> _steps = [];
    private List<PipelineStep> _spare = [];
    private long _lastWoken;
    private bool _isComplete;

    /// <summary>An empty queue.</summary>
    /// <param name="capacity">How far the worker may run ahead.</param>
    /// <param name="ended">Ends the waiting of the worker.</param>
    public StepQueue(int capacity, CancellationToken ended)
    {
        _capacity = capacity;
        _ended = ended;
        _wakeUp = ended.Register(WakeUp);
    }

    /// <summary>Adds a step; waits while the queue is full.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isAwaited">Whether the worker waits for it, so that it must run at once.</param>
    /// <exception cref="OperationCanceledException">The pipeline has ended.</exception>
    public void Add(PipelineStep step, bool isAwaited)
    {
        lock (_lock)
        {
            while (_steps.Count >= _capacity && !_ended.IsCancellationRequested)
                Monitor.Wait(_lock);
            _ended.ThrowIfCancellationRequested();
            _steps.Add(step);
            var now = Stopwatch.GetTimestamp();
            if (!isAwaited && _steps.Count < StepsWorthWaking && now - _lastWoken < s_pause)
                return;
            _lastWoken = now;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Adds a step that may be lost; false when the queue is full or no longer read.</summary>
    public bool TryAdd(PipelineStep step)
    {
        lock (_lock)
        {
            if (_isComplete || _steps.Count >= _capacity || _ended.IsCancellationRequested)
                return false;
            _steps.Add(step);
            Monitor.PulseAll(_lock);
            return true;
        }
    }

    /// <summary>No more steps come.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Does with each step as it comes, until no more come.</summary>
    public void TakeAll(AsyncCmdlet cmdlet)
    {
        while (NextBatch() is { } batch)
        {
            foreach (var step in batch)
                step.Take(cmdlet);
            batch.Clear();
            _spare = batch;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wakeUp.Dispose();

    private List<PipelineStep>? NextBatch()
    {
        lock (_lock)
        {
            while (_steps.Count == 0 && !_isComplete)
                Monitor.Wait(_lock, MaxDelay);
            if (_steps.Count == 0)
                return null;
            var batch = _steps;
            _steps = _spare;
            Monitor.PulseAll(_lock);
            return batch;
        }
    }

    private void WakeUp()
    {
        lock (_lock)
            Monitor.PulseAll(_lock);
    }
}

/// <summary>Something for the pipeline thread to do.</summary>
internal readonly struct PipelineStep(Action<AsyncCmdlet, object?> action, object? argument)
{
    public void Take(AsyncCmdlet cmdlet) => action(cmdlet, argument);
}
