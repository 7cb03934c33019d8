using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Connects the session to a Pieces OS: the one at an address, or the one that is found on this machine. Registers the module
/// there (operation <c>connect</c>) and returns the connection, which other cmdlets use from then on or take as -Connection.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "PiecesOs")]
[OutputType(typeof(PiecesOsConnection))]
public sealed class ConnectPiecesOsCommand : AsyncCmdlet
{
    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();
    private PiecesOsConnection? _connection;

    /// <summary>
    /// The address, http or https. Without it: the variable PIECES_OS_URL, or the one Pieces OS that answers at the port in its
    /// port files or at the ports 39300 to 39367, 1000 and 5323 of this machine.
    /// </summary>
    [Parameter(Position = 0)]
    [AddressTransformation]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>
    /// How many seconds to wait for an answer, and for each further piece of it. The default is 100 seconds, and longer for lists:
    /// their limit grows with the number of assets. A value that you specify holds for lists as well, and for the wait while
    /// Pieces OS migrates its database, which otherwise lasts up to 5 minutes.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var server = Uri is null
            ? await PiecesOsDiscovery.FindAsync(new DiscoveryOptions(), cancellationToken).ConfigureAwait(false)
            : new FoundServer(Uri);
        var uri = server.Address;
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https"))
            throw InputErrors.InvalidAddress(uri);

        var connection = _connection = new PiecesOsConnection(uri, TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        var migration = new Migration(connection, connection.OpenClient(), limit: null, ShowProgress);
        if (server.IsMigrating)
            await migration.WaitAsync(cancellationToken).ConfigureAwait(false);
        var context = await connection.GetContextAsync(
            connection.OpenClient(whenReadFails: migration.WaitAfterAsync), timeout: null, cancellationToken).ConfigureAwait(false);
        if (context.RegistrationProblem is { } problem)
            WriteWarning($"Pieces OS did not register this module: {DisplayText.Of(connection.Secret?.Redact(problem) ?? problem)} Reading works; what is saved names an application that Pieces OS may refuse.");
        if (LinkHosts.ProblemOf(context.User) is { } hosts)
            WriteWarning(hosts);
        _session.Use(connection);
        WriteObject(connection);
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) =>
        ErrorFactory.Create(exception, target ?? Uri, secret: _connection?.Secret);
}
