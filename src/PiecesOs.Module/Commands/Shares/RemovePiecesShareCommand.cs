using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Deletes shares (operation <c>shares_delete_share</c>); the assets stay.</summary>
[Cmdlet(VerbsCommon.Remove, "PiecesShare", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Share), typeof(string))]
public sealed class RemovePiecesShareCommand : ShareCmdlet
{
    /// <summary>Return what was deleted: the share object that was given, or the id.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Delete share";

    /// <inheritdoc/>
    private protected override bool ReadsNamesAfresh => true;

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(
        PiecesClient client, string id, ShareReference reference, CancellationToken cancellationToken)
    {
        await client.Shares.SharesDeleteShareAsync(id, cancellationToken).ConfigureAwait(false);
        if (PassThru)
            WriteObject(reference.Share as object ?? id);
    }
}
