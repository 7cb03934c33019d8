using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Connects the session to Pieces OS, at the specified address or discovered on this machine. Registers the module
/// there (operation <c>connect</c>) and returns the connection. Other cmdlets use it from then on or accept it as -Connection.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "PiecesOs")]
[OutputType(typeof(PiecesOsConnection))]
public sealed class ConnectPiecesOsCommand : AsyncCmdlet
{
    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();
    private PiecesOsConnection? _connection;

    /// <summary>
    /// The address, http or https, or a sandbox or a server. The default is the variable PIECES_OS_URL, or the only Pieces OS that responds
    /// at the port in its port files or at the ports 39300 to 39367, 1000 and 5323 of this machine.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AddressTransformation(AcceptsServer = true)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>
    /// The number of seconds to wait for a response, and for each further part of it. The default is 100 seconds, and longer for lists:
    /// their limit grows with the number of assets. A value that you specify also applies to lists and to the wait while
    /// Pieces OS migrates its database, which is otherwise up to 5 minutes.
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
            WriteWarning($"Pieces OS did not register this module: {DisplayText.Of(connection.Secret?.Redact(problem) ?? problem)} Reading works, but Pieces OS may refuse new assets.");
        if (LinkHosts.ProblemOf(context.User) is { } hosts)
            WriteWarning(hosts);
        _session.Use(connection);
        WriteObject(connection);
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) =>
        ErrorFactory.Create(exception, target ?? Uri, secret: _connection?.Secret);
}
