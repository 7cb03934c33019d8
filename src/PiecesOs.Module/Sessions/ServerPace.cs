using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using PiecesOs.Client;
using RestCore;
using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>
/// How long one server takes. A real Pieces OS works on every asset before it sends the first byte of a list, so the wait for a
/// list is shown, and its limit grows with the number of assets.
/// </summary>
/// <param name="timeout">How long to wait for any other answer.</param>
/// <param name="isFixed">Whether the user chose that limit; then it holds for lists as well.</param>
internal sealed class ServerPace(TimeSpan timeout, bool isFixed)
{
    /// <summary>What a real Pieces OS was measured to take for each asset of a list, and for a single record.</summary>
    private static readonly TimeSpan s_eachAsset = TimeSpan.FromMilliseconds(47);
    private static readonly TimeSpan s_singleRecord = TimeSpan.FromMilliseconds(125);

    /// <summary>How many times longer than measured a list may take.</summary>
    private const int Allowance = 4;

    /// <summary>The limit for a list while the number of assets is not known.</summary>
    private static readonly TimeSpan s_unknownLibrary = TimeSpan.FromMinutes(10);

    /// <summary>How much longer than the known number of assets explains a wait is worth a request for their number now.</summary>
    private static readonly TimeSpan s_longWait = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, TimeSpan> _lastWaits = new(StringComparer.Ordinal);

    /// <summary>The limit that the user chose; <see langword="null"/> when that was left to the module.</summary>
    public TimeSpan? ChosenLimit => isFixed ? timeout : null;

    /// <summary>The number of assets; <see langword="null"/> until it is known.</summary>
    public long? AssetCount { get; set; }

    /// <summary>Whether reading so many assets one by one takes the server less time than the list of all of them.</summary>
    public bool IsQuickerOneByOne(int assets) =>
        AssetCount is { } all && assets * s_singleRecord.Ticks < all * s_eachAsset.Ticks;

    /// <summary>Sends a request for a list and returns its elements while they arrive; shows the wait for the first one.</summary>
    /// <param name="server">The server.</param>
    /// <param name="what">What is waited for, such as <c>the list of assets</c>.</param>
    /// <param name="send">Sends the request.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
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

    /// <summary>Shows a wait until it ends, however it ends.</summary>
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

    /// <summary>Finds out how many assets there are, by the cheapest request that this server has, and extends the wait by them.</summary>
    private async Task CountAsync(PiecesClient client, ResponseDeadline? deadline, CancellationToken cancellationToken)
    {
        try
        {
            AssetCount = await CountAsync(client, cancellationToken).ConfigureAwait(false);
            deadline?.Extend(LimitFor(AssetCount.Value));
        }
        catch (Exception e) when (e is RestException or OperationCanceledException)
        {
            // The wait goes on with the limit that it has.
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
