using System.Diagnostics;
using CloudflareSharing.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Waits for changes that Cloudflare has accepted and completes later. A cmdlet sends all changes of a pipeline first and then
/// waits for them together.
/// </summary>
internal sealed class ChangeWaiter
{
    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(10);

    private readonly List<PendingChange> _pending = [];
    private readonly Dictionary<SharePath, IReadOnlyCollection<CloudflareShareRecipient>?> _recipientsBefore = [];
    private readonly Dictionary<SharePath, AwaitedRecipients> _awaited = [];

    /// <summary>Adds a change that Cloudflare has accepted.</summary>
    public void Add(object? input, string name, Func<CancellationToken, Task<PollResult>> poll) =>
        _pending.Add(new PendingChange(input, DisplayText.Safe(name), poll));

    /// <summary>The failures in a share before its first change. They are read once for each share.</summary>
    public async Task<FailureBaseline> ReadBaselineAsync(IResourceSharingApi api, SharePath path, CancellationToken cancellationToken)
    {
        if (!_recipientsBefore.TryGetValue(path, out var recipients))
            _recipientsBefore[path] = recipients = await FailureBaseline.TryReadAsync(() => CloudflarePolling.ListRecipientsAsync(api, path, cancellationToken)).ConfigureAwait(false);
        return new FailureBaseline(recipients);
    }

    /// <summary>The recipients of a share that are waited for.</summary>
    public AwaitedRecipients RecipientsOf(IResourceSharingApi api, SharePath path)
    {
        if (!_awaited.TryGetValue(path, out var recipients))
            _awaited[path] = recipients = new AwaitedRecipients(api, path);
        return recipients;
    }

    /// <summary>Polls until every change is complete, has failed, or has timed out. The default timeout is 300 seconds.</summary>
    public async Task WaitAsync(CloudflareCmdlet cmdlet, Action<object?> emit, CancellationToken cancellationToken)
    {
        var limit = cmdlet.RequestTimeout ?? s_defaultTimeout;
        var total = _pending.Count;
        var delay = s_firstDelay;
        using var progress = new ThrottledProgress(cmdlet.WriteProgress, "Waiting for Cloudflare");
        while (true)
        {
            foreach (var change in _pending.ToArray())
            {
                progress.Report(() => cmdlet.Requests.Redact($"{total - _pending.Count} of {total} done; {change.Name}: {change.Status}"), (total - _pending.Count) * 100 / total);
                await cmdlet.ForInputAsync(change.Input, () => PollAsync(change, limit, emit, cancellationToken)).ConfigureAwait(false);
            }

            if (_pending.Count == 0)
                return;
            await Task.Delay(Min(delay, _pending.Min(change => change.TimeLeft(limit))), cancellationToken).ConfigureAwait(false);
            delay = Min(TimeSpan.FromTicks(delay.Ticks * 2), MaxDelay(_pending.Count - _awaited.Values.Sum(static recipients => recipients.SavedRequests)));
        }
    }

    private async Task PollAsync(PendingChange change, TimeSpan limit, Action<object?> emit, CancellationToken cancellationToken)
    {
        _pending.Remove(change);
        var state = await change.PollAsync(limit, cancellationToken).ConfigureAwait(false);
        if (state.IsDone)
            emit(state.Result);
        else if (change.TimeLeft(limit) > TimeSpan.Zero)
            _pending.Add(change);
        else
            throw CloudflareCmdletErrors.WaitTimedOut(change.Name, change.Status, limit);
    }

    /// <summary>Grows with the number of requests, because Cloudflare allows 1,200 requests in five minutes.</summary>
    private static TimeSpan MaxDelay(int requests) => TimeSpan.FromTicks(Math.Max(s_maxDelay.Ticks, s_firstDelay.Ticks * requests));

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>A change that Cloudflare has accepted but not completed.</summary>
    /// <param name="input">The user's input that the change belongs to.</param>
    /// <param name="name">What is being changed, for messages.</param>
    /// <param name="poll">Reads the current state; throws if the change has failed.</param>
    private sealed class PendingChange(object? input, string name, Func<CancellationToken, Task<PollResult>> poll)
    {
        /// <summary>The last poll starts when the time is up and needs some time itself.</summary>
        private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private string _status = "it has not been read yet";
        private string _failure = string.Empty;

        public object? Input { get; } = input;

        public string Name { get; } = name;

        /// <summary>What was not done at the last poll.</summary>
        public string Status => _failure.Length == 0 ? _status : $"{_status} (the last request failed: {_failure})";

        /// <summary>How much of the limit is left; never negative.</summary>
        public TimeSpan TimeLeft(TimeSpan limit) => limit > _clock.Elapsed ? limit - _clock.Elapsed : TimeSpan.Zero;

        /// <summary>Reads the current state. A failed request is not a failed change, because the next request may succeed.</summary>
        public async Task<PollResult> PollAsync(TimeSpan limit, CancellationToken cancellationToken)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(TimeLeft(limit) + s_grace);
            try
            {
                var state = await poll(timeout.Token).ConfigureAwait(false);
                (_status, _failure) = (state.Status, string.Empty);
                return state;
            }
            catch (RestException e)
            {
                _failure = CloudflareErrorFactory.MessageOf(e);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                _failure = "Cloudflare did not respond in time";
            }

            return PollResult.Pending(Status);
        }
    }
}
