using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Revokes share links (operation <c>linkify_share_revoke</c>): they stop working for everybody, for good.</summary>
[Cmdlet(VerbsSecurity.Revoke, "PiecesLink", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Share), typeof(string))]
public sealed class RevokePiecesLinkCommand : ShareCmdlet
{
    /// <summary>Return what was revoked: the share object that was given, or the id.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override string Action => "Revoke share link";

    /// <inheritdoc/>
    private protected override bool ReadsNamesAfresh => true;

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(
        PiecesClient client, string id, ShareReference reference, CancellationToken cancellationToken)
    {
        await client.Linkify.LinkifyShareRevokeAsync(id, cancellationToken).ConfigureAwait(false);
        if (PassThru)
            WriteObject(reference.Share as object ?? id);
    }
}
