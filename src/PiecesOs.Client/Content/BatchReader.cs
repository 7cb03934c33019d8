using System.Runtime.CompilerServices;
using RestCore;

namespace PiecesOs.Client;

/// <summary>Reads many assets by their IDs, one request at a time.</summary>
/// <param name="client">The client.</param>
/// <param name="throttle">Sends one request at a time where readers share a server.</param>
public sealed class BatchReader(PiecesClient client, ReadThrottle throttle)
{
    /// <summary>Reads the assets with these IDs, each exactly once. A failure concerns only one of them.</summary>
    public async IAsyncEnumerable<BatchItem> ReadAsync(
        IReadOnlyList<string> ids, bool transferables, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var id in ids)
        {
            BatchItem item;
            try
            {
                item = new BatchItem(id, await throttle.RunAsync(() => client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables, cancellationToken), cancellationToken).ConfigureAwait(false), null);
            }
            catch (RestException e) when (!cancellationToken.IsCancellationRequested)
            {
                item = new BatchItem(id, null, e);
            }

            yield return item;
        }
    }
}

/// <summary>An asset, or why it could not be read.</summary>
/// <param name="Id">The requested ID.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Failure">The failure.</param>
public sealed record BatchItem(string Id, Asset? Asset, RestException? Failure);
