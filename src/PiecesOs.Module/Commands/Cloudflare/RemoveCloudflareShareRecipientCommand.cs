using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Removes recipients from a share (operation <c>share-recipient-delete</c>).</summary>
[Cmdlet(VerbsCommon.Remove, "CloudflareShareRecipient", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class RemoveCloudflareShareRecipientCommand : CloudflareCmdlet
{
    private readonly ChangeWaiter _changes = new();

    /// <summary>The recipients: objects, which contain their share, or IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "RecipientId")]
    [CloudflareItemTransformation(typeof(CloudflareShareRecipient))]
    [ArgumentCompleter(typeof(CloudflareRecipientCompleter))]
    [ValidateNotNull]
    public CloudflareItemReference[] Recipient { get; set; } = [];

    /// <summary>The share of recipients that are specified by ID.</summary>
    [Parameter(Position = 1)]
    [Alias("ShareId")]
    [CloudflareShareTransformation(IsSingle = true)]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference? Share { get; set; }

    /// <summary>Wait until each recipient is disassociated.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the recipients with their status.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var recipient in Recipient)
            await ForInputAsync(recipient.Input, () => RemoveAsync(recipient, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task RemoveAsync(CloudflareItemReference recipient, CancellationToken cancellationToken)
    {
        var share = await Shares.FindAsync(Share, cancellationToken).ConfigureAwait(false);
        var shareId = recipient.ShareIdFor(share);
        if (!await ShouldProcessAsync(recipient.ToString(), $"Remove recipient from share {DisplayText.Safe(shareId)}").ConfigureAwait(false))
            return;
        var path = PathOf(shareId, share?.AccountId ?? recipient.AccountId);
        var baseline = Wait ? await FailureBaseline.ReadAsync(Api, path, recipient.Id, cancellationToken).ConfigureAwait(false) : FailureBaseline.None;
        var result = await Api.ShareRecipientDeleteAsync(path.AccountId, path.ShareId, recipient.Id, cancellationToken).ConfigureAwait(false);
        if (Wait)
            _changes.Add(recipient.Input, $"recipient {recipient}", CloudflarePolling.UntilDisassociated(_changes.RecipientsOf(Api, path), recipient.Id, baseline, result));
        else
            WritePassThru(PassThru, result);
    }
}
