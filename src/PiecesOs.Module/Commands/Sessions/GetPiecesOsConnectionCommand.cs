namespace PiecesOs.Module;

/// <summary>Returns the connection that the session uses, or nothing if there is none yet. Sends no request.</summary>
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
