namespace PiecesOs.Module;

/// <summary>Closes a connection. The default is the connection of the session, which then has none until a cmdlet needs one.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "PiecesOs")]
[OutputType(typeof(void))]
public sealed class DisconnectPiecesOsCommand : PSCmdlet
{
    /// <summary>The connection to close, as returned by Connect-PiecesOs.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PiecesOsConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = PiecesSession.OfThisRunspace();
        var connection = Connection ?? session.Connection;
        if (ReferenceEquals(connection, session.Connection))
            session.Use(connection: null);
        connection?.Dispose();
    }
}
