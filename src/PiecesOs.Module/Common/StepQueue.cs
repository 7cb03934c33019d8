using System;
using System.Collections.Generic;
using System.Threading;

namespace PiecesOs.Module;

/// <summary>
/// The way from the worker to the pipeline thread: bounded, and taken from in batches, so that a long list costs few changes
/// of thread.
/// </summary>
internal sealed class StepQueue : IDisposable
{
    private readonly object _lock = new();
    private readonly int _capacity;
    private readonly CancellationToken _ended;
    private readonly CancellationTokenRegistration _wakeUp;
    private List<PipelineStep> _steps = [];
    private List<PipelineStep> _spare = [];
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
    /// <exception cref="OperationCanceledException">The pipeline has ended.</exception>
    public void Add(PipelineStep step)
    {
        lock (_lock)
        {
            while (_steps.Count >= _capacity && !_ended.IsCancellationRequested)
                Monitor.Wait(_lock);
            _ended.ThrowIfCancellationRequested();
            _steps.Add(step);
            if (_steps.Count == 1)
                Monitor.PulseAll(_lock);
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
                Monitor.Wait(_lock);
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
