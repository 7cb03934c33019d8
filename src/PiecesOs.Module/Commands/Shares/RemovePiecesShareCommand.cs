using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Deletes shares (operation <c>shares_delete_share</c>). The assets are kept.</summary>
[Cmdlet(VerbsCommon.Remove, "PiecesShare", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Share), typeof(string))]
public sealed class RemovePiecesShareCommand : PiecesCmdlet
{
    /// <summary>The shares: objects, IDs, links, short codes, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "ShareId", "Link")]
    [SupportsWildcards]
    [ShareReferenceTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    [ValidateNotNull]
    public ShareReference[] Share { get; set; } = [];

    /// <summary>Return the deleted share, or its ID.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this, readsCurrentNames: true);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        Targets.ChangeEachAsync(Share, "Delete share", async (client, id, reference) =>
        {
            await client.Shares.SharesDeleteShareAsync(id, cancellationToken).ConfigureAwait(false);
            if (PassThru)
                WriteObject(reference.Share as object ?? id);
        }, cancellationToken);
}
