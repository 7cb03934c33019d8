using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The Pieces OS server of a cmdlet.</summary>
/// <param name="Client">The client.</param>
/// <param name="Connection">The connection of the client.</param>
/// <param name="Timeout">The client's own limit; <see langword="null"/> for that of the connection.</param>
/// <param name="ShowProgress">Shows the wait for a slow response; <see langword="null"/> for no progress.</param>
internal sealed record PiecesServer(
    PiecesClient Client, PiecesOsConnection Connection, TimeSpan? Timeout = null, Action<ProgressRecord>? ShowProgress = null)
{
    /// <summary>Reads content that the list omits, one record at a time.</summary>
    public ContentReader Contents => new(Client, Turn);

    /// <summary>Reads many assets by ID. A failure is returned with its ID.</summary>
    public BatchReader Batches => new(Client, Turn);

    private ReadThrottle Turn => new(Connection.SingleReads, Timeout ?? TimeSpan.FromSeconds(Connection.TimeoutSec));

    /// <summary>Creates a reader of the relations that records lack. It remembers what it has read, so one serves a whole job.</summary>
    public RelationReader CreateRelationReader() => new(Client, Turn);

    /// <summary>Formats a failure for a message.</summary>
    public string DescribeFailure(Exception failure) => ErrorFactory.Create(failure, target: null, secret: Connection.Secret).ToString();

    /// <summary>The application for seeds. Registers the module if necessary. If the server rejects the registration, returns a default application.</summary>
    public async Task<Application> GetApplicationAsync(CancellationToken cancellationToken)
    {
        var context = await Connection.GetContextAsync(Client, Timeout, cancellationToken).ConfigureAwait(false);
        return context.Application ?? Application.CreateUnregistered(ModuleInfo.Version);
    }

    /// <summary>Reads one asset. Single records are read one at a time, because a real Pieces OS serves them so.</summary>
    public Task<Asset> ReadAssetAsync(string id, bool? transferables, CancellationToken cancellationToken) =>
        Turn.RunAsync(() => Client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables, cancellationToken), cancellationToken);

    /// <summary>All assets as they arrive; see <see cref="AssetCache.ListAsync"/>.</summary>
    public IAsyncEnumerable<Asset> ListAssetsAsync(
        bool? transferables, bool? pseudo = null, RemovedIds? removed = null, CancellationToken cancellationToken = default) =>
        Connection.Assets.ListAsync(this, transferables, pseudo, removed ?? new RemovedIds(), cancellationToken);

    /// <summary>All shares as they arrive.</summary>
    public IAsyncEnumerable<Share> ListSharesAsync(bool? transferables, CancellationToken cancellationToken) => Connection.Pace.ListAsync(
        this,
        "the list of shares",
        deadline => Client.Shares.SharesSnapshotAsync(transferables, deadline, cancellationToken),
        cancellationToken);
}
