using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Revokes share links (operation <c>linkify_share_revoke</c>): they permanently stop working for everyone.</summary>
[Cmdlet(VerbsSecurity.Revoke, "PiecesLink", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Share), typeof(string))]
public sealed class RevokePiecesLinkCommand : PiecesCmdlet
{
    /// <summary>The shares: objects, IDs, links, short codes, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "ShareId", "Link")]
    [SupportsWildcards]
    [ShareReferenceTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    [ValidateNotNull]
    public ShareReference[] Share { get; set; } = [];

    /// <summary>Return the revoked share, or its ID.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this, readsCurrentNames: true);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        Targets.ChangeEachAsync(Share, "Revoke share link", async (client, id, reference) =>
        {
            await client.Linkify.LinkifyShareRevokeAsync(id, cancellationToken).ConfigureAwait(false);
            if (PassThru)
                WriteObject(reference.Share as object ?? id);
        }, cancellationToken);
}
