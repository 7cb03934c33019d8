using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Takes a share from recipients (operation <c>share-recipient-delete</c>). Cloudflare takes a while for it; see -Wait.</summary>
[Cmdlet(VerbsCommon.Remove, "CloudflareShareRecipient", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class RemoveCloudflareShareRecipientCommand : CloudflareSilentCmdlet
{
    /// <summary>The recipients: objects, which know their share, or ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "RecipientId")]
    [CloudflareItemTransformation(typeof(CloudflareShareRecipient))]
    [ValidateNotNull]
    public CloudflareItemReference[] Recipient { get; set; } = [];

    /// <summary>The share of recipients that are given by their id.</summary>
    [Parameter(Position = 1)]
    [Alias("ShareId")]
    [CloudflareShareTransformation(IsSingle = true)]
    [ValidateNotNull]
    public CloudflareShareReference? Share { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var recipient in Recipient)
            await ForInputAsync(recipient.Input, () => RemoveAsync(recipient, cancellationToken)).ConfigureAwait(false);
    }

    private async Task RemoveAsync(CloudflareItemReference recipient, CancellationToken cancellationToken)
    {
        var shareId = Share?.Id ?? recipient.ShareId ?? throw CloudflareCmdletErrors.ShareRequired(recipient.Id);
        if (!await ShouldProcessAsync(recipient.ToString(), $"Remove recipient from share {DisplayText.Safe(shareId)}").ConfigureAwait(false))
            return;
        var place = PlaceOf(recipient, Share);
        var log = Wait ? await FailuresOfAsync(place, recipient.Id, cancellationToken).ConfigureAwait(false) : new FailureBaseline([]);
        var result = await Api.ShareRecipientDeleteAsync(place.AccountId, place.ShareId, recipient.Id, cancellationToken).ConfigureAwait(false);
        Finish(recipient.Input, $"recipient {recipient}", result, CloudflarePolling.UntilDisassociated(Api, place, recipient.Id, log, result));
    }

    /// <summary>A failure from before the removal does not count against it.</summary>
    private async Task<FailureBaseline> FailuresOfAsync(SharePath place, string id, CancellationToken cancellationToken)
    {
        var recipient = await TryReadAsync(() => Api.ShareRecipientsGetByIdAsync(place.AccountId, place.ShareId, id, includeResources: true, cancellationToken))
            .ConfigureAwait(false);
        return new FailureBaseline(recipient is null ? null : [recipient]);
    }
}
