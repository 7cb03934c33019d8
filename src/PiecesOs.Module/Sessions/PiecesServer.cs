using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The Pieces OS that a cmdlet uses.</summary>
/// <param name="Client">The client.</param>
/// <param name="Connection">The connection under it.</param>
/// <param name="Timeout">The client's own limit; <see langword="null"/> for that of the connection.</param>
/// <param name="ShowProgress">Shows the wait for a slow answer; <see langword="null"/> shows nothing.</param>
internal sealed record PiecesServer(
    PiecesClient Client, PiecesOsConnection Connection, TimeSpan? Timeout = null, Action<ProgressRecord>? ShowProgress = null)
{
    /// <summary>Reads content that the server leaves out, in turn with other single records.</summary>
    public ContentReader Contents => new(Client, Turn);

    private ReadThrottle Turn => new(Connection.SingleReads, Timeout ?? TimeSpan.FromSeconds(Connection.TimeoutSec));

    /// <summary>What a failure is reported as in a text.</summary>
    public string DescribeFailure(Exception failure) => ErrorFactory.Create(failure, target: null, secret: Connection.Secret).ToString();

    /// <summary>The application that seeds carry. Registers it with the server if that has not been done; where the server refuses, one of the module's own.</summary>
    public async Task<Application> GetApplicationAsync(CancellationToken cancellationToken)
    {
        var context = await Connection.GetContextAsync(Client, Timeout, cancellationToken).ConfigureAwait(false);
        return context.Application ?? Application.CreateUnregistered(ModuleInfo.Version);
    }

    /// <summary>One asset. Single records are read one at a time, because a real Pieces OS serves them so.</summary>
    public Task<Asset> ReadAssetAsync(string id, bool? transferables, CancellationToken cancellationToken) =>
        Turn.RunAsync(() => Client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables, cancellationToken), cancellationToken);

    /// <summary>All assets while they arrive; see <see cref="AssetCache.ListAsync"/>.</summary>
    public IAsyncEnumerable<Asset> ListAssetsAsync(
        bool? transferables, bool? pseudo = null, RemovedIds? removed = null, CancellationToken cancellationToken = default) =>
        Connection.Assets.ListAsync(this, transferables, pseudo, removed ?? new RemovedIds(), cancellationToken);

    /// <summary>All shares while they arrive.</summary>
    public IAsyncEnumerable<Share> ListSharesAsync(bool? transferables, CancellationToken cancellationToken) => Connection.Pace.ListAsync(
        this,
        "the list of shares",
        deadline => Client.Shares.SharesSnapshotAsync(transferables, deadline, cancellationToken),
        cancellationToken);
}
