namespace PiecesOs.Module;

/// <summary>Gets the running lasting servers of this user.</summary>
[Cmdlet(VerbsCommon.Get, "PiecesServer")]
[OutputType(typeof(PiecesServerInfo))]
public sealed class GetPiecesServerCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(ServerRegistry.Running(), enumerateCollection: true);
}
