namespace PiecesOs.Module;

/// <summary>Returns the connection that the session uses; nothing when there is none yet. Sends nothing.</summary>
[Cmdlet(VerbsCommon.Get, "PiecesOsConnection")]
[OutputType(typeof(PiecesOsConnection))]
public sealed class GetPiecesOsConnectionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (PiecesSession.OfThisRunspace().Connection is { } connection)
            WriteObject(connection);
    }
}
