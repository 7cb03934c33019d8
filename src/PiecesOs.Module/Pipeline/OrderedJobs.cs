using System.Collections.Concurrent;

namespace PiecesOs.Module;

/// <summary>Runs jobs for several inputs in parallel and keeps the output of each until the earlier jobs have ended.</summary>
internal sealed class OrderedJobs
{
    private static readonly AsyncLocal<ConcurrentQueue<PipelineStep>?> s_outputOfThisJob = new();

    private readonly Queue<Job> _jobs = new();

    /// <summary>The number of jobs that have ended and whose output was emitted.</summary>
    public int Emitted { get; private set; }

    /// <summary>Adds a step to the output of the current job. Returns false outside a job.</summary>
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

    /// <summary>Emits the output that is ready, and waits until fewer than <paramref name="limit"/> jobs are running.</summary>
    public async Task EmitUntilBelowAsync(int limit, Action<PipelineStep> post)
    {
        while (_jobs.Count > 0 && (_jobs.Count >= limit || _jobs.Peek().Task.IsCompleted))
            await EmitNextAsync(post).ConfigureAwait(false);
    }

    /// <summary>Emits all output.</summary>
    public Task EmitAllAsync(Action<PipelineStep> post) => EmitUntilBelowAsync(1, post);

    /// <summary>Waits until all jobs have ended, successfully or not.</summary>
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
            // Removed only now, so that a pipeline that ends in the meantime still waits for the job.
            _jobs.Dequeue();
            Emitted++;
        }

        while (job.Output.TryDequeue(out var step))
            post(step);
    }

    private sealed record Job(Task Task, ConcurrentQueue<PipelineStep> Output);
}

/// <summary>
/// A job for one input that runs beside the pipeline. It contains all its data and no cmdlet, because the parameters of the cmdlet
/// may already be bound to the next input.
/// </summary>
internal interface IPipelineJob
{
    /// <summary>Runs the job. An exception becomes an error for the input.</summary>
    /// <param name="emit">Writes an object to the pipeline. Output keeps the input order.</param>
    /// <param name="cancellationToken">Canceled when the pipeline ends.</param>
    Task RunAsync(Action<object?> emit, CancellationToken cancellationToken);
}
