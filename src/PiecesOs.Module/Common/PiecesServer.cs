using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The Pieces OS that a cmdlet uses.</summary>
/// <param name="Client">The client.</param>
/// <param name="Connection">The connection under it.</param>
/// <param name="ShowProgress">Shows the wait for a slow answer; <see langword="null"/> shows nothing.</param>
internal sealed record PiecesServer(PiecesClient Client, PiecesOsConnection Connection, Action<ProgressRecord>? ShowProgress = null)
{
    /// <summary>Reads content that the server leaves out, in turn with other single records.</summary>
    public ContentReader Contents => new(Client, Connection.SingleReads);

    /// <summary>What a failure is reported as in a text.</summary>
    public string DescribeFailure(Exception failure) => ErrorFactory.Create(failure, target: null, secret: Connection.Secret).ToString();

    /// <summary>The application that seeds carry. Registers it with the server if that has not been done; where the server refuses, one of the module's own.</summary>
    public async Task<Application> GetApplicationAsync(CancellationToken cancellationToken)
    {
        var context = await Connection.GetContextAsync(Client, cancellationToken).ConfigureAwait(false);
        return context.Application ?? SystemApi.UnregisteredApplication(ModuleInfo.Version);
    }

    /// <summary>One asset. Single records are read one at a time, because a real Pieces OS serves them so.</summary>
    public async Task<Asset> ReadAssetAsync(string id, bool? transferables, CancellationToken cancellationToken)
    {
        await Connection.SingleReads.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Client.Assets.AssetsSpecificAssetSnapshotAsync(id, transferables, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Connection.SingleReads.Release();
        }
    }

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
