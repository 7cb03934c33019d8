using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Ends the exclusion of accounts, which then receive the share of their organization again (operation <c>share-excluded-recipient-delete</c>).</summary>
[Cmdlet(VerbsCommon.Remove, "CloudflareShareExcludedRecipient", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudflareShareExcludedRecipient))]
public sealed class RemoveCloudflareShareExcludedRecipientCommand : CloudflareCmdlet
{
    private readonly ExclusionWaiter _changes = new();

    /// <summary>The exclusions: objects, which contain their share, or IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ExcludedRecipientId")]
    [CloudflareItemTransformation(typeof(CloudflareShareExcludedRecipient))]
    [ArgumentCompleter(typeof(CloudflareExcludedRecipientCompleter))]
    [ValidateNotNull]
    public CloudflareItemReference[] ExcludedRecipient { get; set; } = [];

    /// <summary>The share of exclusions that are specified by ID.</summary>
    [Parameter(Position = 1)]
    [Alias("ShareId")]
    [CloudflareShareTransformation(IsSingle = true)]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference? Share { get; set; }

    /// <summary>Wait until each account is associated.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the exclusions that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var excluded in ExcludedRecipient)
            await ForInputAsync(excluded.Input, () => RemoveAsync(excluded, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, areExcluded: false, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task RemoveAsync(CloudflareItemReference excluded, CancellationToken cancellationToken)
    {
        var share = await Shares.FindAsync(Share, cancellationToken).ConfigureAwait(false);
        var shareId = excluded.ShareIdFor(share);
        if (!await ShouldProcessAsync(excluded.ToString(), $"Remove exclusion from share {DisplayText.Safe(shareId)}").ConfigureAwait(false))
            return;
        var path = PathOf(shareId, share?.AccountId ?? excluded.AccountId);
        if (Wait)
            await _changes.ReadBaselineAsync(Api, path, cancellationToken).ConfigureAwait(false);
        var removed = await Api.ShareExcludedRecipientDeleteAsync(path.AccountId, path.ShareId, excluded.Id, cancellationToken).ConfigureAwait(false);
        if (Wait)
            _changes.Add(path, share?.ToString() ?? shareId, removed.ToString(), removed);
        else
            WritePassThru(PassThru, removed);
    }
}
