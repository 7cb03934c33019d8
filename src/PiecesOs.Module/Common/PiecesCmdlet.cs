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
    private PiecesOsConnection? _resolved;
    private PiecesClient? _client;

    /// <summary>
    /// The Pieces OS to speak to, as returned by Connect-PiecesOs, or its address. Without it the session's connection is used,
    /// and without that one the Pieces OS that is found on this machine.
    /// </summary>
    [Parameter]
    [ConnectionTransformation]
    [ValidateNotNull]
    public PiecesOsConnection? Connection { get; set; }

    /// <summary>What this runspace remembers.</summary>
    internal PiecesSession Session => _session;

    /// <summary>The client to use; finds the server on the first call.</summary>
    /// <exception cref="TerminatingErrorException">There is no server: no input could succeed.</exception>
    private protected async Task<PiecesClient> GetClientAsync(CancellationToken cancellationToken)
    {
        if (_client is not null)
            return _client;
        try
        {
            _resolved = Connection ?? await _session.GetOrFindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PiecesOsNotFoundException or FormatException)
        {
            throw new TerminatingErrorException(ErrorFactory.Create(e, target: null));
        }

        return _client = _resolved.OpenClient(Trace, TracedBodyBytes);
    }

    /// <summary>The application that seeds carry; registers with the server when that has not been done.</summary>
    private protected async Task<Application> GetApplicationAsync(CancellationToken cancellationToken)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        var context = await _resolved!.GetContextAsync(client, cancellationToken).ConfigureAwait(false);
        return context.Application ?? throw new MalformedResponseException("connect", 0, "the application is missing");
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target)
    {
        if (exception is ServerUnreachableException && _resolved is not null)
            _session.ForgetFound(_resolved);
        return ErrorFactory.Create(exception, target);
    }
}
