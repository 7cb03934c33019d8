using System.Diagnostics;

namespace PiecesOs.Module;

/// <summary>
/// The queue from the worker to the pipeline thread. It is bounded, and it is read in batches, so that a long list causes few thread
/// switches.
/// </summary>
internal sealed class StepQueue : IDisposable
{
    /// <summary>Waking the pipeline thread takes longer than writing one object, so while many objects arrive it is woken once for several.</summary>
    private const int StepsWorthWaking = 16;

    /// <summary>The maximum delay of a step, in milliseconds.</summary>
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

    /// <summary>Creates an empty queue.</summary>
    /// <param name="capacity">The maximum number of queued steps.</param>
    /// <param name="ended">Canceled when the pipeline ends, so that the worker stops waiting.</param>
    public StepQueue(int capacity, CancellationToken ended)
    {
        _capacity = capacity;
        _ended = ended;
        _wakeUp = ended.Register(WakeUp);
    }

    /// <summary>Adds a step. Waits while the queue is full.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isAwaited">Whether the worker waits for the step, so that it must run immediately.</param>
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

    /// <summary>Adds an optional step. Returns false if the queue is full or no longer read.</summary>
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

    /// <summary>Marks the queue as complete.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Executes each step as it arrives, until the queue is complete.</summary>
    public void RunAll(AsyncCmdlet cmdlet)
    {
        while (NextBatch() is { } batch)
        {
            foreach (var step in batch)
                step.Run(cmdlet);
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

/// <summary>An action for the pipeline thread.</summary>
internal readonly struct PipelineStep(Action<AsyncCmdlet, object?> action, object? argument)
{
    public void Run(AsyncCmdlet cmdlet) => action(cmdlet, argument);
}
