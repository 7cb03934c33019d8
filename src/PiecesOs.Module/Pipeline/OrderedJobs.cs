using System.Collections.Concurrent;

namespace PiecesOs.Module;

/// <summary>Work for several inputs at once, whose output is kept until that of all inputs before it is out.</summary>
internal sealed class OrderedJobs
{
    private static readonly AsyncLocal<ConcurrentQueue<PipelineStep>?> s_outputOfThisJob = new();

    private readonly Queue<Job> _jobs = new();

    /// <summary>How many jobs have come to their end and been emitted.</summary>
    public int Emitted { get; private set; }

    /// <summary>Adds a step to the output of the current job. Returns false outside of a job.</summary>
    public static bool TryKeep(PipelineStep step)
    {
        s_outputOfThisJob.Value?.Enqueue(step);
        return s_outputOfThisJob.Value is not null;
    }

    /// <summary>Starts a job.</summary>
    public void Start(Func<Task> work)
    {
        var output = new ConcurrentQueue<PipelineStep>();
        var task = Task.Run(() =>
        {
            s_outputOfThisJob.Value = output;
            return work();
        });
        _jobs.Enqueue(new Job(task, output));
    }

    /// <summary>Emits what is ready, and waits until fewer than <paramref name="limit"/> jobs are under way.</summary>
    public async Task EmitUntilBelowAsync(int limit, Action<PipelineStep> post)
    {
        while (_jobs.Count > 0 && (_jobs.Count >= limit || _jobs.Peek().Task.IsCompleted))
            await EmitNextAsync(post).ConfigureAwait(false);
    }

    /// <summary>Emits everything.</summary>
    public Task EmitAllAsync(Action<PipelineStep> post) => EmitUntilBelowAsync(1, post);

    /// <summary>Waits until no job runs any more, whatever became of it.</summary>
    public void WaitForAll() => Task.WhenAll(_jobs.Select(static job => job.Task)).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();

    private async Task EmitNextAsync(Action<PipelineStep> post)
    {
        var job = _jobs.Peek();
        try
        {
            await job.Task.ConfigureAwait(false);
        }
        finally
        {
            // Only now, so that a pipeline that ends meanwhile still waits for it.
            _jobs.Dequeue();
            Emitted++;
        }

        while (job.Output.TryDequeue(out var step))
            post(step);
    }

    private sealed record Job(Task Task, ConcurrentQueue<PipelineStep> Output);
}

/// <summary>
/// Work for one input that runs beside the pipeline. A job holds everything it needs and no cmdlet: by the time it runs, the
/// cmdlet's parameters may have been bound to the next input.
/// </summary>
internal interface IPipelineJob
{
    /// <summary>Does the work. An exception becomes an error for the input.</summary>
    /// <param name="emit">Returns an object to the pipeline. Output keeps the order of the inputs.</param>
    /// <param name="cancellationToken">Canceled when the pipeline ends.</param>
    Task RunAsync(Action<object?> emit, CancellationToken cancellationToken);
}
