namespace PiecesOs.Module;

/// <summary>
/// Lets a change end that has begun when the pipeline is stopped. Otherwise, it would be unknown whether it was made, or half of it would
/// be missing. A server that does not respond delays the stop by three seconds.
/// </summary>
internal sealed class GracePeriod : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _stopped;

    /// <summary>Begins a change, unless the pipeline was stopped.</summary>
    /// <param name="stopped">Canceled when the pipeline is stopped.</param>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public GracePeriod(CancellationToken stopped)
    {
        stopped.ThrowIfCancellationRequested();
        _stopped = stopped.Register(() => _over.CancelAfter(s_limit));
    }

    /// <summary>Canceled three seconds after the pipeline was stopped.</summary>
    public CancellationToken Token => _over.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped.Dispose();
        _over.Dispose();
    }
}
