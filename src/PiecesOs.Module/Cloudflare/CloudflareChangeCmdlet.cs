using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// A cmdlet that changes something at Cloudflare, which takes a while there. All changes of a pipeline are sent first and then
/// waited for together.
/// </summary>
public abstract class CloudflareChangeCmdlet : CloudflareCmdlet
{
    private static readonly TimeSpan s_defaultWaitLimit = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(10);

    private readonly List<PendingChange> _pending = [];
    private readonly Dictionary<SharePath, List<CloudflareShareRecipient>?> _recipientsBefore = [];

    /// <summary>Wait until Cloudflare has carried the change out; what it gives up becomes an error.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private TimeSpan WaitLimit => RequestTimeout ?? s_defaultWaitLimit;

    /// <summary>Returns what the user gets to see of a change.</summary>
    private protected abstract void Emit(object result);

    /// <summary>Returns the result of a change, or remembers to wait for it.</summary>
    /// <param name="target">The user's input that it is about.</param>
    /// <param name="what">The thing that changes, for people.</param>
    /// <param name="result">What Cloudflare answered.</param>
    /// <param name="look">Reads how far it is.</param>
    private protected void Finish(object? target, string what, object result, Func<CancellationToken, Task<PollResult>> look)
    {
        if (Wait)
            _pending.Add(new PendingChange(target, DisplayText.Safe(what), WaitLimit, look));
        else
            Emit(result);
    }

    /// <summary>The failures at the recipients of a share before its first change, to tell new ones from; read once, and for -Wait only.</summary>
    private protected async Task<FailureBaseline> FailuresBeforeAsync(SharePath place, CancellationToken cancellationToken)
    {
        if (!Wait)
            return new FailureBaseline([]);
        if (!_recipientsBefore.TryGetValue(place, out var recipients))
        {
            _recipientsBefore[place] = recipients = await TryReadAsync(() => Api.ShareRecipientsListAsync(
                    place.AccountId, place.ShareId, includeResources: true, perPage: PerPage, cancellationToken: cancellationToken)
                .ToListAsync(static one => one, cancellationToken)).ConfigureAwait(false);
        }

        return new FailureBaseline(recipients);
    }

    /// <summary>What is read only to tell new failures from old ones keeps no change from being made.</summary>
    /// <returns><see langword="null"/> when it cannot be read.</returns>
    private protected static async Task<T?> TryReadAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (RestException)
        {
            return null;
        }
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
                progress.Report(() => Redact($"{total - _pending.Count} of {total} done; {change.What}: {change.Status}"), (total - _pending.Count) * 100 / total);
                await ForInputAsync(change.Target, () => LookAsync(change, cancellationToken)).ConfigureAwait(false);
            }

            if (_pending.Count == 0)
                return;
            await Task.Delay(Min(delay, _pending.Min(static change => change.TimeLeft)), cancellationToken).ConfigureAwait(false);
            delay = Min(TimeSpan.FromTicks(delay.Ticks * 2), MaxDelay(_pending.Count));
        }
    }

    /// <summary>Reads one change; it stays pending until it is done, has failed, or has no time left.</summary>
    private async Task LookAsync(PendingChange change, CancellationToken cancellationToken)
    {
        _pending.Remove(change);
        var state = await change.LookAsync(cancellationToken).ConfigureAwait(false);
        if (state.IsDone)
            Emit(state.Result!);
        else if (change.TimeLeft > TimeSpan.Zero)
            _pending.Add(change);
        else
            throw CloudflareCmdletErrors.WaitTimedOut(change.What, change.Status, WaitLimit);
    }

    /// <summary>Longer for many changes: Cloudflare allows 1,200 requests in five minutes.</summary>
    private static TimeSpan MaxDelay(int count) => TimeSpan.FromTicks(Math.Max(s_maxDelay.Ticks, s_firstDelay.Ticks * count));

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
