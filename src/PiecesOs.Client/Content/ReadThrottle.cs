namespace PiecesOs.Client;

/// <summary>Sends the requests for single records one at a time, because a real Pieces OS serves them so.</summary>
/// <param name="one">Lets one reader through at a time.</param>
/// <param name="limit">How long to wait for the others. After that the request is sent beside theirs: another reader may wait much longer for its response.</param>
public sealed class ReadThrottle(SemaphoreSlim one, TimeSpan limit)
{
    /// <summary>Runs a read when the reads before it have ended.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken = default)
    {
        if (read is null)
            throw new ArgumentNullException(nameof(read));
        var isHeld = await one.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        try
        {
            return await read().ConfigureAwait(false);
        }
        finally
        {
            if (isHeld)
                one.Release();
        }
    }
}
