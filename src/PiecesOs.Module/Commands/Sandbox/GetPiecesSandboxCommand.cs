namespace PiecesOs.Module;

/// <summary>Gets the running sandboxes that this session started.</summary>
[Cmdlet(VerbsCommon.Get, "PiecesSandbox")]
[OutputType(typeof(PiecesSandbox))]
public sealed class GetPiecesSandboxCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(PiecesSession.OfThisRunspace().Sandboxes.Where(static sandbox => sandbox.IsRunning), enumerateCollection: true);
}
