using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Makes the shares that an account sends match a description: creates what is missing, changes what differs and, with -Prune,
/// removes what is not described. Reads the present state (operations <c>shares-list</c>, <c>share-recipients-list</c> and
/// <c>share-excluded-recipients-list</c>), also with -WhatIf, and sends only what differs (operations <c>share-create</c>,
/// <c>share-delete</c>, and those that add, change and remove recipients, excluded recipients and resources; many recipients with
/// <c>share-recipients-update</c>).
/// </summary>
[Cmdlet(VerbsData.Sync, "CloudflareShare", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareChange))]
public sealed class SyncCloudflareShareCommand : CloudflareCmdlet
{
    private readonly List<object?> _input = [];

    /// <summary>The file that describes the shares: JSON or a PowerShell data file (.psd1).</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The description as objects: hashtables or custom objects with the member shares, or one for each share.</summary>
    [Parameter(ParameterSetName = "InputObject", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Also remove recipients, excluded recipients, resources and shares that are not described. By default, nothing is removed.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    private string? SourcePath => ParameterSetName == "Path" ? Path : null;

    private string Source => SourcePath is { } path ? $"'{path}'" : "The input";

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _input.AddRange(InputObject);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var wanted = await ReadWantedAsync().ConfigureAwait(false);
        var accountId = AccountOf(ofInput: null);
        var shares = await PresentShare.ListAsync(Api, accountId, cancellationToken).ConfigureAwait(false);
        if (Prune && wanted.Count == 0 && shares.Count > 0 && !IsWhatIf)
            throw new TerminatingErrorException(ToErrorRecord(CloudflareCmdletErrors.ShareFileEmpty(Source, shares.Count), SourcePath));
        var sync = new ShareSync(this, accountId);
        foreach (var one in wanted)
            await ForInputAsync(one.Name, () => SyncAsync(sync, accountId, one, shares, cancellationToken)).ConfigureAwait(false);
        foreach (var share in shares.Where(share => !wanted.Any(one => one.Name == share.Name)))
            await ForInputAsync(share, () => RemoveAsync(sync, share, cancellationToken)).ConfigureAwait(false);
        await sync.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SyncAsync(ShareSync sync, string accountId, DesiredShare wanted, IReadOnlyList<CloudflareShare> shares, CancellationToken cancellationToken)
    {
        var named = shares.Where(share => share.Name == wanted.Name).ToArray();
        if (named.Length > 1)
            throw CloudflareCmdletErrors.ShareNameAmbiguous(wanted.Name, [.. named.Select(static share => share.Id)]);
        if (named.Length == 0)
        {
            var created = SharePlan.Create(wanted);
            if (await IsAcceptedAsync(wanted.Name, [created]).ConfigureAwait(false))
                await sync.CreateAsync(created, wanted, cancellationToken).ConfigureAwait(false);
            return;
        }

        var present = await PresentShare.ReadAsync(Api, accountId, named[0], cancellationToken).ConfigureAwait(false);
        var all = SharePlan.Compare(wanted, present);
        var changes = all.Where(change => Prune || change.Action != CloudflareShareAction.Remove).ToArray();
        foreach (var kept in all.Except(changes))
            WriteVerbose(DisplayText.Safe($"Not described, and kept without -Prune: {CloudflareShareChange.NameOf(kept.Kind)} {kept.Target} of share {kept.Share}"));
        if (changes.Length > 0 && await IsAcceptedAsync(wanted.Name, changes).ConfigureAwait(false))
            await sync.ChangeAsync(changes, present, cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveAsync(ShareSync sync, CloudflareShare share, CancellationToken cancellationToken)
    {
        if (!Prune)
        {
            WriteVerbose(DisplayText.Safe($"Not described, and kept without -Prune: share {share.Name}"));
            return;
        }

        var change = SharePlan.Remove(share);
        if (await IsAcceptedAsync(share.ToString(), [change]).ConfigureAwait(false))
            await sync.RemoveAsync(change, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks about the changes of one share. What is not made, such as with -WhatIf, is returned as not applied.</summary>
    private async Task<bool> IsAcceptedAsync(string share, IReadOnlyCollection<CloudflareShareChange> changes)
    {
        if (await ShouldProcessAsync(DisplayText.Safe(share), SharePlan.Describe(changes)).ConfigureAwait(false))
            return true;
        foreach (var change in changes)
            WriteObject(change);
        return false;
    }

    /// <summary>Reads the whole description, before the first request.</summary>
    /// <exception cref="TerminatingErrorException">The description cannot be read or has a mistake.</exception>
    private async Task<IReadOnlyList<DesiredShare>> ReadWantedAsync()
    {
        try
        {
            // A data file and the properties of objects require the engine.
            var documents = await OnPipelineThreadAsync(() => SourcePath is not null
                ? new[] { ShareFile.Read(InputFile.Resolve(SessionState, Path, isLiteral: true)[0]) }
                : _input.Select(ShareFile.ToElement).ToArray()).ConfigureAwait(false);
            return ShareDocument.Read(documents, Source);
        }
        catch (InputException e)
        {
            throw new TerminatingErrorException(ToErrorRecord(e, SourcePath));
        }
    }
}
