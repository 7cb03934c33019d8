using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>A cmdlet that speaks to Pieces OS.</summary>
public abstract partial class PiecesCmdlet : RestCmdlet
{
    private readonly PiecesSession _session = PiecesSession.OfThisRunspace();
    private PiecesServer? _server;

    /// <summary>
    /// The Pieces OS to speak to, as returned by Connect-PiecesOs, or its address. Without it the session's connection is used,
    /// and without that one the Pieces OS that is found on this machine.
    /// </summary>
    [Parameter]
    [ConnectionTransformation]
    [ValidateNotNull]
    public PiecesOsConnection? Connection { get; set; }

    /// <summary>The name that a link is to have, if one was specified.</summary>
    private protected virtual string? LinkName => null;

    /// <summary>What this runspace remembers.</summary>
    internal PiecesSession Session => _session;

    /// <summary>The server to use; finds it on the first call.</summary>
    /// <exception cref="TerminatingErrorException">There is no server: no input could succeed.</exception>
    private protected async Task<PiecesServer> GetServerAsync(CancellationToken cancellationToken)
    {
        if (_server is not null)
            return _server;
        PiecesOsConnection connection;
        try
        {
            connection = Connection ?? await _session.GetOrFindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PiecesOsNotFoundException or FormatException)
        {
            throw new TerminatingErrorException(ErrorFactory.Create(e, target: null));
        }

        return _server = new PiecesServer(connection.OpenClient(Trace, TracedBodyBytes), connection, ShowProgress);
    }

    /// <summary>The client of the server to use.</summary>
    /// <exception cref="TerminatingErrorException">There is no server: no input could succeed.</exception>
    private protected async Task<PiecesClient> GetClientAsync(CancellationToken cancellationToken) =>
        (await GetServerAsync(cancellationToken).ConfigureAwait(false)).Client;

    /// <inheritdoc/>
    private protected override string Redact(string text) => _server?.Connection.Secret?.Redact(text) ?? text;

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target)
    {
        if (exception is ServerUnreachableException && _server is not null)
            _session.ForgetFound(_server.Connection);
        return ErrorFactory.WithoutSecret(exception, target, _server?.Connection.Secret, e => ErrorFactory.Create(e, target, LinkName));
    }
}
