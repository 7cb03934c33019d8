using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>
/// Changes who can open a share, its users, or its name. Reads the share (operation <c>share_snapshot</c>) and sends it back with the
/// change (operation <c>share_update</c>), so that no other data is lost.
/// </summary>
[Cmdlet(VerbsData.Update, "PiecesShare", SupportsShouldProcess = true)]
[OutputType(typeof(Share))]
public sealed class UpdatePiecesShareCommand : PiecesCmdlet
{
    private bool _yesToAll;
    private bool _noToAll;

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

    /// <summary>The email addresses of all users who can open the link. They replace those that the share names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] User { get; set; } = [];

    /// <summary>The new name of the link.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Make links private without asking, even if no one else can open them afterward.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override string? LinkName => Name;

    private string Action => "Set " + string.Join(" and ", new[]
    {
        Access is { } access ? $"access to {access}" : null,
        User.Length > 0 ? $"users to {DisplayText.Safe(string.Join(", ", User))}" : null,
        Name is null ? null : $"name to '{DisplayText.Safe(Name)}'",
    }.OfType<string>());

    private TargetResolver Targets => field ??= new TargetResolver(this);

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken) => Access is null && Name is null && User.Length == 0
        ? throw new TerminatingErrorException(ErrorFactory.Create(InputErrors.NothingToChange("Specify -Access, -User or -Name."), target: null))
        : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Targets.ChangeEachAsync(Share, Action, async (client, id, reference) =>
    {
        var share = await client.Share.ShareSnapshotAsync(id, transferables: null, cancellationToken).ConfigureAwait(false);
        if (ExcludesEveryone(share) && !Force && !await ConfirmAsync(reference.ToString()).ConfigureAwait(false))
            return;
        if (Access is { } access)
            share.SetAccess(access);
        if (User.Length > 0)
            share.SetUsers(User);
        if (Name is not null)
            share.SetName(Name);
        var updated = await client.Share.ShareUpdateAsync(share, transferables: null, cancellationToken).ConfigureAwait(false);
        WriteObject(updated);
        var missing = User.Except(updated.GetUserEmails(), StringComparer.OrdinalIgnoreCase).ToArray();
        if (missing.Length > 0)
            throw InputErrors.UsersNotConfirmed(reference.ToString(), missing);
    }, cancellationToken);

    /// <summary>Whether a public link becomes private without users who can open it, as far as the share names them.</summary>
    private bool ExcludesEveryone(Share share) =>
        Access == ShareAccess.Private && User.Length == 0 && share.Access != "PRIVATE" && share.GetUserEmails().Count == 0;

    /// <summary>Asks the user. -Confirm:$false does not answer this question, because the link stops working for everyone who has it.</summary>
    private async Task<bool> ConfirmAsync(string share)
    {
        try
        {
            return await OnPipelineThreadAsync(() => ShouldContinue(
                $"{share} names no users. If it becomes private, everyone who has the link now is locked out. Continue?", "Make the link private", ref _yesToAll, ref _noToAll)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The host can throw anything if no one can answer.
            throw InputErrors.PrivateWithoutUsers(share, e);
        }
    }
}
