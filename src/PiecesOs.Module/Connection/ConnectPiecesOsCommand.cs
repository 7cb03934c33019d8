using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
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
    private SecretText? _secret;

    /// <summary>
    /// The address, http or https. Without it: the variable PIECES_OS_URL, then the port files of Pieces OS, then the ports
    /// 39300 to 39333, 1000 and 5323 of this machine.
    /// </summary>
    [Parameter(Position = 0)]
    [AddressTransformation]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>
    /// How many seconds to wait for an answer, and for each further piece of it. The default is 100 seconds, and longer for lists:
    /// their limit grows with the number of assets. A value that you specify holds for lists as well.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var uri = Uri ?? await PiecesOsDiscovery.FindAsync(new DiscoveryOptions(), cancellationToken).ConfigureAwait(false);
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https"))
            throw new InputException("InvalidAddress", ErrorCategory.InvalidArgument, $"'{DisplayText.Of(uri)}' is not an http or https address.")
            {
                RecommendedAction = "Give a whole address, such as http://127.0.0.1:39300.",
            };

        var connection = new PiecesOsConnection(uri, TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        _secret = connection.Secret;
        var context = await connection.GetContextAsync(connection.OpenClient(), cancellationToken).ConfigureAwait(false);
        if (context.RegistrationProblem is { } problem)
            WriteWarning($"Pieces OS did not register this module: {DisplayText.Of(_secret?.Redact(problem) ?? problem)} Reading works; what is saved names an application that Pieces OS may refuse.");
        if (LinkHosts.ProblemOf(context.User) is { } hosts)
            WriteWarning(hosts);
        _session.Use(connection);
        WriteObject(connection);
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) =>
        ErrorFactory.WithoutSecret(exception, target ?? Uri, _secret, e => ErrorFactory.Create(e, target ?? Uri));
}
