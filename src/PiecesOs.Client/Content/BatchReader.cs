using System.Net;
using System.Runtime.CompilerServices;
using RestCore;

namespace PiecesOs.Client;

/// <summary>
/// Reads many assets by their IDs, one request at a time: in batches that grow while the server keeps up and shrink when it does not,
/// and one by one where it has no batches. An asset that cannot be read does not end the reading. See decision 24.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="throttle">Sends one request at a time where readers share a server; <see langword="null"/> for a reader of its own.</param>
public sealed class BatchReader(PiecesClient client, ReadThrottle? throttle = null)
{
    private const int FirstSize = 5;
    private const int MaxSize = 50;

    /// <summary>So many batches may fail before any has delivered an asset; after that, assets are read one by one.</summary>
    private const int MaxFailures = 3;

    private static readonly TimeSpan s_maxWait = TimeSpan.FromSeconds(30);

    private int _size = FirstSize;
    private int _failures;
    private bool _hasDelivered;
    private bool _hasBatches = true;

    /// <summary>
    /// Reads the assets and returns each as it arrives, in any order; each ID is returned once, with an asset or a failure. If the server
    /// refuses the reading as a whole, such as with 401, or is gone, every ID that is left has that failure and no further request is sent.
    /// </summary>
    /// <param name="ids">The IDs. One that is given twice is read once.</param>
    /// <param name="transferables">Whether to read the content. A server may leave it out; see <see cref="ContentReader"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<BatchItem> ReadAsync(
        IReadOnlyList<string> ids, bool transferables, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var left = new LinkedList<string>((ids ?? throw new ArgumentNullException(nameof(ids))).Distinct(StringComparer.OrdinalIgnoreCase));
        RestException? refusal = null;
        while (left.Count > 0 && refusal is null)
        {
            if (!_hasBatches || _size == 1)
            {
                var single = await ReadSingleAsync(Take(left, 1)[0], transferables, cancellationToken).ConfigureAwait(false);
                if (IsRefusal(single.Failure))
                    refusal = single.Failure;
                else if (single.Failure is null && _hasBatches)
                    _size = 2;
                yield return single;
                continue;
            }

            var batch = Take(left, _size).ToDictionary(static id => id, StringComparer.OrdinalIgnoreCase);
            var (size, notFound) = (batch.Count, new NotFoundIds());
            RestException? failure;
            var assets = client.Asset.AssetsBatchFetchAsync([.. batch.Keys], transferables, notFound, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (assets.ConfigureAwait(false))
            {
                while (true)
                {
                    (var isThere, failure) = await MoveNextAsync(assets, cancellationToken).ConfigureAwait(false);
                    if (!isThere)
                        break;
                    _hasDelivered = true;
                    var given = batch[assets.Current.Id!];
                    batch.Remove(given);
                    yield return new BatchItem(given, assets.Current, Failure: null);
                }
            }

            if (IsRefusal(failure))
                refusal = failure;
            if (failure is not null)
            {
                await ShrinkAsync(failure, size, cancellationToken).ConfigureAwait(false);
                PutBack(left, batch.Values);
                continue;
            }

            _size = Math.Min(Math.Max(_size, size) * 2, MaxSize);
            _failures = 0;
            foreach (var id in batch.Values)
            {
                // The single record has the reason: deleted, unknown, or not readable.
                var single = refusal is null ? await ReadSingleAsync(id, transferables, cancellationToken).ConfigureAwait(false) : new BatchItem(id, Asset: null, refusal);
                refusal ??= IsRefusal(single.Failure) ? single.Failure : null;
                yield return single;
            }
        }

        foreach (var id in left)
            yield return new BatchItem(id, Asset: null, refusal);
    }

    /// <summary>Whether the failure says that no further request can succeed.</summary>
    private static bool IsRefusal(RestException? failure) => failure switch
    {
        RestStatusException e => (int)e.Status is 401 or 403 or 501 or 505 or 511 or 593,
        ServerUnreachableException or SecureConnectionException => true,
        _ => false,
    };

    private static bool IsUnknownPath(RestException failure) => failure is RestStatusException { Status: HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed };

    private static List<string> Take(LinkedList<string> left, int count)
    {
        var taken = new List<string>(count);
        while (taken.Count < count && left.First is { } first)
        {
            taken.Add(first.Value);
            left.RemoveFirst();
        }

        return taken;
    }

    private static void PutBack(LinkedList<string> left, IEnumerable<string> ids)
    {
        foreach (var id in ids.Reverse())
            left.AddFirst(id);
    }

    private async Task ShrinkAsync(RestException failure, int size, CancellationToken cancellationToken)
    {
        _failures++;
        if (IsUnknownPath(failure) || (!_hasDelivered && _failures >= MaxFailures))
            _hasBatches = false;
        _size = Math.Max(size / 2, 1);
        if (failure is RestStatusException { RetryAfter: { } wait } && wait <= s_maxWait)
            await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BatchItem> ReadSingleAsync(string id, bool transferables, CancellationToken cancellationToken)
    {
        try
        {
            var asset = await ThrottleAsync(
                () => client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables, cancellationToken), cancellationToken).ConfigureAwait(false);
            return new BatchItem(id, asset, Failure: null);
        }
        catch (RestException e)
        {
            return new BatchItem(id, Asset: null, e);
        }
    }

    /// <summary>Waits for the next asset. The throttle is not held while the caller works on an asset, which may need a request of its own.</summary>
    private async Task<(bool IsThere, RestException? Failure)> MoveNextAsync(IAsyncEnumerator<Asset> assets, CancellationToken cancellationToken)
    {
        try
        {
            return (await ThrottleAsync(() => assets.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false), null);
        }
        catch (RestException e)
        {
            return (false, e);
        }
    }

    private Task<T> ThrottleAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken) =>
        throttle is null ? read() : throttle.RunAsync(read, cancellationToken);
}
