using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Records a use of a shared asset (operation <c>share_scores_increment</c>).</summary>
[Cmdlet(VerbsCommon.Add, "PiecesShareScore", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class AddPiecesShareScoreCommand : PiecesCmdlet
{
    /// <summary>The shares: objects, IDs, links, short codes, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "ShareId", "Link")]
    [SupportsWildcards]
    [ShareReferenceTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    [ValidateNotNull]
    public ShareReference[] Share { get; set; } = [];

    /// <summary>The kind of use: Reuse, Update, Reference, Priority or Searched.</summary>
    [Parameter(Position = 1)]
    public ScoreIncrement Increment { get; set; } = ScoreIncrement.Reuse;

    /// <summary>Return the share with its new score.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        Targets.ChangeEachAsync(Share, $"Count one {Increment}", async (client, id, _) =>
        {
            await client.Share.ShareScoresIncrementAsync(id, Increment, cancellationToken).ConfigureAwait(false);
            if (PassThru)
                WriteObject(await client.Share.ShareSnapshotAsync(id, transferables: null, cancellationToken).ConfigureAwait(false));
        }, cancellationToken);
}
