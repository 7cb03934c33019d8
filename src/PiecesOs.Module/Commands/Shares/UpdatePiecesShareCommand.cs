using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Changes who may open a share, or its name. Reads the share (operation <c>share_snapshot</c>) and sends it back with the
/// change (operation <c>share_update</c>), so that nothing else of it is lost.
/// </summary>
[Cmdlet(VerbsData.Update, "PiecesShare", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class UpdatePiecesShareCommand : ShareCmdlet
{
    /// <summary>Who may open the link from now on.</summary>
    [Parameter]
    public ShareAccess? Access { get; set; }

    /// <summary>The new name of the link.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    private protected override string? LinkName => Name;

    /// <inheritdoc/>
    protected override string Action => (Access, Name) switch
    {
        ({ } access, { } name) => $"Set access to {access} and name to '{DisplayText.Safe(name)}'",
        ({ } access, null) => $"Set access to {access}",
        _ => $"Set name to '{DisplayText.Safe(Name)}'",
    };

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken) => Access is null && Name is null
        ? throw new TerminatingErrorException(ErrorFactory.Create(
            new InputException("NothingToChange", ErrorCategory.InvalidArgument, "There is nothing to change.")
            {
                RecommendedAction = "Say what to change with -Access or -Name.",
            },
            target: null))
        : Task.CompletedTask;

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(
        PiecesClient client, string id, ShareReference reference, CancellationToken cancellationToken)
    {
        var share = await client.Share.ShareSnapshotAsync(id, transferables: null, cancellationToken).ConfigureAwait(false);
        if (Access is { } access)
            share.SetAccess(access);
        if (Name is not null)
            share.SetName(Name);
        WriteObject(await client.Share.ShareUpdateAsync(share, transferables: null, cancellationToken).ConfigureAwait(false));
    }
}
