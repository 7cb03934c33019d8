using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using PiecesOs.Client;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// Measures and limits waits for one server. A real Pieces OS processes every asset before it sends the first byte of a list, so the
/// wait for a list is shown, and its limit grows with the number of assets.
/// </summary>
/// <param name="timeout">The limit for any other response.</param>
/// <param name="isFixed">Whether the user specified that limit, so that it also applies to lists.</param>
internal sealed class ServerPace(TimeSpan timeout, bool isFixed)
{
    /// <summary>The measured times of a real Pieces OS: for each asset of a list, and for a single record.</summary>
    private static readonly TimeSpan s_eachAsset = TimeSpan.FromMilliseconds(47);
    private static readonly TimeSpan s_singleRecord = TimeSpan.FromMilliseconds(125);

    /// <summary>The factor by which a list can exceed the measured time.</summary>
    private const int Allowance = 4;

    /// <summary>The limit for a list while the number of assets is not known.</summary>
    private static readonly TimeSpan s_unknownLibrary = TimeSpan.FromMinutes(10);

    /// <summary>If a wait exceeds the expected time by this much, the number of assets is requested again.</summary>
    private static readonly TimeSpan s_longWait = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, TimeSpan> _lastWaits = new(StringComparer.Ordinal);

    /// <summary>The limit that the user specified; <see langword="null"/> if the module chooses it.</summary>
    public TimeSpan? ChosenLimit => isFixed ? timeout : null;

    /// <summary>The number of assets; <see langword="null"/> until it is known.</summary>
    public long? AssetCount { get; set; }

    /// <summary>Whether reading this many assets one by one is faster for the server than the list of all of them.</summary>
    /// <param name="assets">The number of assets to read.</param>
    /// <param name="all">The number of all assets, if the caller knows it.</param>
    public bool IsFasterOneByOne(int assets, long? all = null) =>
        (all ?? AssetCount) is { } count && assets * s_singleRecord.Ticks < count * s_eachAsset.Ticks;

    /// <summary>Requests a list and returns its elements as they arrive. Shows the wait for the first one.</summary>
    /// <param name="server">The server.</param>
    /// <param name="what">A description of the awaited data, such as <c>the list of assets</c>.</param>
    /// <param name="send">Sends the request.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async IAsyncEnumerable<T> ListAsync<T>(
        PiecesServer server,
        string what,
        Func<ResponseDeadline?, IAsyncEnumerable<T>> send,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var deadline = isFixed || server.Timeout is not null ? null : new ResponseDeadline(AssetCount is { } count ? LimitFor(count) : s_unknownLibrary);
        var elements = send(deadline).GetAsyncEnumerator(cancellationToken);
        await using (elements.ConfigureAwait(false))
        {
            var clock = Stopwatch.StartNew();
            var first = elements.MoveNextAsync().AsTask();
            await WaitAsync(first, server, what, deadline, cancellationToken).ConfigureAwait(false);
            if (!await first.ConfigureAwait(false))
                yield break;
            _lastWaits[what] = clock.Elapsed;
            do
                yield return elements.Current;
            while (await elements.MoveNextAsync().ConfigureAwait(false));
        }
    }

    private TimeSpan LimitFor(long assets) => timeout + TimeSpan.FromTicks(s_eachAsset.Ticks * Allowance * assets);

    /// <summary>Shows a wait until it ends, successfully or not.</summary>
    private async Task WaitAsync(Task answer, PiecesServer server, string what, ResponseDeadline? deadline, CancellationToken cancellationToken)
    {
        if (answer.IsCompleted)
            return;
        using var progress = new ThrottledProgress(server.ShowProgress ?? (static _ => { }), $"Waiting for {what}");
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var clock = Stopwatch.StartNew();
        var counting = Task.CompletedTask;
        var isCounted = false;
        while (true)
        {
            using var second = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1), second.Token)).ConfigureAwait(false);
            second.Cancel();
            if (answer.IsCompleted || cancellationToken.IsCancellationRequested)
                break;
            if (!isCounted && clock.Elapsed >= s_longWait + ExpectedFor(AssetCount ?? 0))
            {
                isCounted = true;
                counting = CountAsync(server.Client, deadline, answered.Token);
            }

            progress.Report(() => Status(what, clock.Elapsed), PercentOf(what, clock.Elapsed));
        }

        answered.Cancel();
        await counting.ConfigureAwait(false);
    }

    /// <summary>Determines the number of assets with the cheapest request that this server supports, and extends the limit.</summary>
    private async Task CountAsync(PiecesClient client, ResponseDeadline? deadline, CancellationToken cancellationToken)
    {
        try
        {
            AssetCount = await CountAsync(client, cancellationToken).ConfigureAwait(false);
            deadline?.Extend(LimitFor(AssetCount.Value));
        }
        catch (Exception e) when (e is RestException or OperationCanceledException)
        {
            // The wait continues with the current limit.
        }
    }

    private static async Task<long> CountAsync(PiecesClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Materials.CountAssetsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RestStatusException or MalformedResponseException)
        {
            var ids = await client.Assets.AssetsIdentifiersSnapshotAsync(cancellationToken: cancellationToken)
                .ToListAsync(static identifier => identifier.Id, cancellationToken).ConfigureAwait(false);
            return ids.Count;
        }
    }

    private string Status(string what, TimeSpan elapsed)
    {
        var status = $"{Seconds(elapsed)} so far";
        if (_lastWaits.TryGetValue(what, out var last))
            return $"{status}; {Seconds(last)} last time";
        return AssetCount is { } count
            ? string.Format(CultureInfo.InvariantCulture, "{0}; about {1} for {2}", status, Seconds(ExpectedFor(count)), Quantity.Of(count, "asset"))
            : status;
    }

    private int PercentOf(string what, TimeSpan elapsed)
    {
        TimeSpan? expected = _lastWaits.TryGetValue(what, out var last) ? last : AssetCount is { } count ? ExpectedFor(count) : null;
        return expected is { Ticks: > 0 } ? (int)Math.Min(99, 100 * elapsed.Ticks / expected.Value.Ticks) : -1;
    }

    private static TimeSpan ExpectedFor(long assets) => TimeSpan.FromTicks(s_eachAsset.Ticks * assets);

    private static string Seconds(TimeSpan time) => Quantity.Of((long)Math.Round(time.TotalSeconds), "second");
}
