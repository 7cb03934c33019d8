using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Counts a use of what a share shows (operation <c>share_scores_increment</c>).</summary>
[Cmdlet(VerbsCommon.Add, "PiecesShareScore", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class AddPiecesShareScoreCommand : ShareCmdlet
{
    /// <summary>What happened: Reuse, Update, Reference, Priority or Searched.</summary>
    [Parameter(Position = 1)]
    public ScoreIncrement Increment { get; set; } = ScoreIncrement.Reuse;

    /// <summary>Return the share with its new score.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override string Action => $"Count one {Increment}";

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(
        PiecesClient client, string id, ShareReference reference, CancellationToken cancellationToken)
    {
        await client.Share.ShareScoresIncrementAsync(id, Increment, cancellationToken).ConfigureAwait(false);
        if (PassThru)
            WriteObject(await client.Share.ShareSnapshotAsync(id, transferables: null, cancellationToken).ConfigureAwait(false));
    }
}
