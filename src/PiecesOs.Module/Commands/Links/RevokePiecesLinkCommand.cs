using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Revokes share links (operation <c>linkify_share_revoke</c>): they permanently stop working for everyone.</summary>
[Cmdlet(VerbsSecurity.Revoke, "PiecesLink", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Share), typeof(string))]
public sealed class RevokePiecesLinkCommand : PiecesCmdlet
{
    private int _revoked;
    private int _failed;

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
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var (revoked, failed) = await Targets.ChangeEachAsync(Share, "Revoke share link", async (client, id, reference) =>
        {
            await client.Linkify.LinkifyShareRevokeAsync(id, cancellationToken).ConfigureAwait(false);
            if (PassThru)
                WriteObject(reference.Share as object ?? id);
        }, cancellationToken).ConfigureAwait(false);
        _revoked += revoked;
        _failed += failed;
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken)
    {
        var all = _revoked + _failed;
        if (all > 1 && _failed > 0)
            WriteWarning($"Revoked {_revoked} of {Quantity.Of(all, "link")}. The errors name the {(_failed == 1 ? "link that was" : $"{_failed} links that were")} not revoked.");
        else if (all > 1)
            WriteVerbose($"Revoked {Quantity.Of(all, "link")}.");
        return Task.CompletedTask;
    }
}
