using System.Diagnostics;
using RestCore;

namespace PiecesOs.Module;

/// <summary>A change that Cloudflare has accepted and is still busy with.</summary>
/// <param name="target">The user's input that it is about.</param>
/// <param name="what">The thing that changes, for people.</param>
/// <param name="timeout">How long to wait for it.</param>
/// <param name="lookAsync">Reads how far it is; throws when it has failed.</param>
internal sealed class PendingChange(object? target, string what, TimeSpan timeout, Func<CancellationToken, Task<PollResult>> lookAsync)
{
    /// <summary>The last look begins when the time is up, and needs some time itself.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private string _status = "it has not been read yet";
    private string _failure = string.Empty;

    public object? Target { get; } = target;

    public string What { get; } = what;

    /// <summary>What was not done when it was last read.</summary>
    public string Status => _failure.Length == 0 ? _status : $"{_status} (the last request failed: {_failure})";

    /// <summary>How much of the time is left; not less than nothing.</summary>
    public TimeSpan TimeLeft => timeout > _clock.Elapsed ? timeout - _clock.Elapsed : TimeSpan.Zero;

    /// <summary>Reads how far it is. A read that fails is not a change that failed: the next one may succeed.</summary>
    public async Task<PollResult> LookAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLeft + s_grace);
        try
        {
            var state = await lookAsync(limit.Token).ConfigureAwait(false);
            (_status, _failure) = (state.Status, string.Empty);
            return state;
        }
        catch (RestException e)
        {
            _failure = CloudflareErrorFactory.Words(e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _failure = "Cloudflare did not respond in time";
        }

        return PollResult.Pending(Status);
    }
}
