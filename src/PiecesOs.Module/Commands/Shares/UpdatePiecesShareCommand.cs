using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Changes who can open a share, or its name. Reads the share (operation <c>share_snapshot</c>) and sends it back with the
/// change (operation <c>share_update</c>), so that no other data is lost.
/// </summary>
[Cmdlet(VerbsData.Update, "PiecesShare", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class UpdatePiecesShareCommand : PiecesCmdlet
{
    /// <summary>The shares: objects, IDs, links, short codes, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "ShareId", "Link")]
    [SupportsWildcards]
    [ShareReferenceTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    [ValidateNotNull]
    public ShareReference[] Share { get; set; } = [];

    /// <summary>Who can open the link.</summary>
    [Parameter]
    public ShareAccess? Access { get; set; }

    /// <summary>The new name of the link.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    private protected override string? LinkName => Name;

    private string Action => (Access, Name) switch
    {
        ({ } access, { } name) => $"Set access to {access} and name to '{DisplayText.Safe(name)}'",
        ({ } access, null) => $"Set access to {access}",
        _ => $"Set name to '{DisplayText.Safe(Name)}'",
    };

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken) => Access is null && Name is null
        ? throw new TerminatingErrorException(ErrorFactory.Create(InputErrors.NothingToChange("Specify -Access or -Name."), target: null))
        : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Targets.ChangeEachAsync(Share, Action, async (client, id, _) =>
    {
        var share = await client.Share.ShareSnapshotAsync(id, transferables: null, cancellationToken).ConfigureAwait(false);
        if (Access is { } access)
            share.SetAccess(access);
        if (Name is not null)
            share.SetName(Name);
        WriteObject(await client.Share.ShareUpdateAsync(share, transferables: null, cancellationToken).ConfigureAwait(false));
    }, cancellationToken);
}
