using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Tests whether Pieces OS is running (operations <c>get_well_known_health</c>, <c>get_well_known_version</c>, <c>user_snapshot</c>).
/// If it is not running, the result is false and not an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "PiecesOs")]
[OutputType(typeof(bool), typeof(PiecesOsStatus))]
public sealed class TestPiecesOsCommand : PiecesCmdlet
{
    /// <summary>Return the details (address, version, user, cloud, problem) instead of true or false.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    private protected override bool WaitsForMigration => false;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var status = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        WriteObject(Detailed ? status : status.IsHealthy);
    }

    private async Task<PiecesOsStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        Uri? uri = Connection?.Uri;
        try
        {
            var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
            uri = client.BaseAddress;
            await client.System.GetWellKnownHealthAsync(cancellationToken).ConfigureAwait(false);
            return Detailed
                ? await GetDetailsAsync(client, cancellationToken).ConfigureAwait(false)
                : new PiecesOsStatus { Uri = uri, IsHealthy = true };
        }
        catch (Exception e) when (e is RestException or TerminatingErrorException or ObjectDisposedException)
        {
            return new PiecesOsStatus { Uri = uri, Problem = DisplayText.Safe(Requests.Redact(e.Message)) };
        }
    }

    private static async Task<PiecesOsStatus> GetDetailsAsync(PiecesClient client, CancellationToken cancellationToken)
    {
        var version = await TryAsync<string>(async () => await client.System.GetWellKnownVersionAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

        // Real servers return 401 or 500 if no one is signed in, and are healthy nevertheless.
        var user = await TryAsync(() => client.System.UserSnapshotAsync(cancellationToken)).ConfigureAwait(false);
        return new PiecesOsStatus
        {
            Uri = client.BaseAddress,
            IsHealthy = true,
            Version = version,
            User = user?.ToString(),
            IsCloudConnected = user?.IsCloudConnected ?? false,
            FailedLinkHosts = user?.FailedLinkHosts ?? [],
            Problem = user switch
            {
                null => "No user is signed in, so links cannot be created.",
                { IsCloudConnected: false } => "The personal cloud is not connected, so links cannot be created.",
                _ => LinkHosts.ProblemOf(user),
            },
        };
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (RestException e) when (e is RestStatusException or MalformedResponseException)
        {
            return null;
        }
    }
}
