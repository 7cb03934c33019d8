using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace PiecesOs.Module;

/// <summary>
/// A cmdlet that changes something at Cloudflare, which takes a while there. All changes of a pipeline are sent first and then
/// waited for together.
/// </summary>
public abstract class CloudflareChangeCmdlet : CloudflareCmdlet
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(10);

    private readonly List<PendingChange> _pending = [];

    /// <summary>Wait until Cloudflare has carried the change out; what it gives up becomes an error.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds -Wait waits for each change. 300 when not given.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double TimeoutSec { get; set; } = 300;

    /// <summary>Returns what the user gets to see of a change.</summary>
    private protected abstract void Emit(object result);

    /// <summary>Returns the result of a change, or remembers to wait for it.</summary>
    /// <param name="target">The user's input that it is about.</param>
    /// <param name="what">The thing that changes, for people.</param>
    /// <param name="result">What Cloudflare answered.</param>
    /// <param name="look">Looks how far it is.</param>
    private protected void Finish(object? target, string what, object result, Func<CancellationToken, Task<WaitState>> look)
    {
        if (Wait)
            _pending.Add(new PendingChange(target, what, look));
        else
            Emit(result);
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var total = _pending.Count;
        var delay = s_firstDelay;
        using var progress = new ThrottledProgress(WriteProgress, "Waiting for Cloudflare");
        while (true)
        {
            foreach (var change in _pending.ToArray())
            {
                progress.Report(() => $"{total - _pending.Count} of {total} done; {change.What} is {change.Status}", (total - _pending.Count) * 100 / total);
                await ForInputAsync(change.Target, () => LookAsync(change, cancellationToken)).ConfigureAwait(false);
            }

            if (_pending.Count == 0)
                return;
            await Task.Delay(Min(delay, _pending.Min(TimeLeft)), cancellationToken).ConfigureAwait(false);
            delay = Min(TimeSpan.FromTicks(delay.Ticks * 2), s_maxDelay);
        }
    }

    /// <summary>Looks at one change; it stays pending only when it is under way and has time left.</summary>
    private async Task LookAsync(PendingChange change, CancellationToken cancellationToken)
    {
        _pending.Remove(change);
        var state = await change.LookAsync(cancellationToken).ConfigureAwait(false);
        if (!state.IsFinal && TimeLeft(change) <= TimeSpan.Zero)
            throw CloudflareInputErrors.WaitTimedOut(change.What, DisplayText.Safe(state.Status), TimeoutSec);
        if (!state.IsFinal)
            _pending.Add(change);
        else if (state.Result is not null)
            Emit(state.Result);
    }

    private TimeSpan TimeLeft(PendingChange change)
    {
        var left = TimeSpan.FromSeconds(TimeoutSec) - change.Elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
