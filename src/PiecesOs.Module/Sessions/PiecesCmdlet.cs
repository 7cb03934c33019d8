using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>A cmdlet that uses Pieces OS.</summary>
public abstract class PiecesCmdlet : AsyncCmdlet
{
    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();
    private PiecesOsConnection? _connection;
    private PiecesServer? _server;
    private Migration? _migration;

    /// <summary>
    /// The Pieces OS to use: a connection as returned by Connect-PiecesOs, a sandbox, or an address. The default is the connection of
    /// the session, or the Pieces OS that is discovered on this computer.
    /// </summary>
    [Parameter]
    [ConnectionTransformation]
    [ValidateNotNull]
    public PiecesOsConnection? Connection { get; set; }

    /// <summary>How many seconds to wait for a response, and for each further piece of it. The default is the limit of the connection.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public virtual double? TimeoutSec { get; set; }

    /// <summary>The requested name of a link, if one was specified.</summary>
    private protected virtual string? LinkName => null;

    /// <summary>The limit as a time; <see langword="null"/> for the limit of the connection.</summary>
    private protected TimeSpan? RequestTimeout => TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Whether the cmdlet waits for a server that is migrating its database.</summary>
    private protected virtual bool WaitsForMigration => true;

    /// <summary>The advice for failures that every cmdlet can have.</summary>
    private protected virtual ServiceAdvice Advice => ServiceAdvice.Pieces;

    /// <summary>The state of this runspace.</summary>
    internal PiecesSession Session => _session;

    /// <summary>The server to use. Discovered on the first call.</summary>
    /// <exception cref="TerminatingErrorException">There is no server, or it is not ready, so no input can succeed.</exception>
    internal async Task<PiecesServer> GetServerAsync(CancellationToken cancellationToken)
    {
        if (_server is not null)
            return _server;
        PiecesOsConnection connection;
        try
        {
            _connection = connection = Connection ?? await _session.GetOrDiscoverAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PiecesOsNotFoundException or SeveralServersException or FormatException)
        {
            throw new TerminatingErrorException(ErrorFactory.Create(e, target: null));
        }

        Requests.Begin(connection.Uri, connection.Secret);
        _migration = new Migration(connection, connection.OpenClient(RequestTimeout, Requests.Report, Requests.MaxBodyBytes), RequestTimeout, ShowProgress);
        if (WaitsForMigration && connection.IsMigrating)
            await EndOnTimeoutAsync(() => _migration.WaitAsync(cancellationToken)).ConfigureAwait(false);

        return _server = new PiecesServer(
            connection.OpenClient(RequestTimeout, Requests.Report, Requests.MaxBodyBytes, WaitForMigrationAsync), connection, RequestTimeout, ShowProgress);
    }

    /// <summary>Waits for the server if a migration of its database can be the reason for a failure. Returns whether to retry the request.</summary>
    /// <exception cref="TerminatingErrorException">The server is not ready in time.</exception>
    internal async Task<bool> WaitForMigrationAsync(RestStatusException failure, CancellationToken cancellationToken) =>
        WaitsForMigration && _migration is { } migration
        && await EndOnTimeoutAsync(() => migration.WaitAfterAsync(failure, cancellationToken)).ConfigureAwait(false);

    private static async Task<bool> EndOnTimeoutAsync(Func<Task<bool>> wait)
    {
        try
        {
            return await wait().ConfigureAwait(false);
        }
        catch (ServerMigratingException e)
        {
            throw new TerminatingErrorException(ErrorFactory.Create(e, target: null));
        }
    }

    /// <summary>The client for the server.</summary>
    /// <exception cref="TerminatingErrorException">There is no server, so no input can succeed.</exception>
    internal async Task<PiecesClient> GetClientAsync(CancellationToken cancellationToken) =>
        (await GetServerAsync(cancellationToken).ConfigureAwait(false)).Client;

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target)
    {
        if (exception is ServerUnreachableException && _connection is not null)
            _session.RemoveDiscovered(_connection);
        return ErrorFactory.Create(exception, target, LinkName, Advice, Requests.Secret);
    }
}
