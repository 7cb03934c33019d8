using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Takes a share from recipients (operation <c>share-recipient-delete</c>). Cloudflare takes a while for it; see -Wait.</summary>
[Cmdlet(VerbsCommon.Remove, "CloudflareShareRecipient", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class RemoveCloudflareShareRecipientCommand : CloudflareSilentCmdlet
{
    /// <summary>How long a failure from before the removal may stay until it is taken for one of the removal.</summary>
    private const double MaxPatienceSec = 10;

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
        var shareId = Share?.Id ?? recipient.ShareId ?? throw CloudflareInputErrors.ShareRequired(recipient.Id);
        if (!await ShouldProcessAsync(recipient.ToString(), $"Remove recipient from share {DisplayText.Safe(shareId)}").ConfigureAwait(false))
            return;
        var place = PlaceOf(recipient, Share);
        var before = Wait ? await FailuresAsync(place, recipient.Id, cancellationToken).ConfigureAwait(false) : [];
        var result = await Api.ShareRecipientDeleteAsync(place.AccountId, place.ShareId, recipient.Id, cancellationToken).ConfigureAwait(false);
        var patience = TimeSpan.FromSeconds(Math.Min(MaxPatienceSec, TimeoutSec / 2));
        var clock = Stopwatch.StartNew();
        var look = CloudflareLook.AtRecipient(Api, place, recipient.Id, failure => !before.Contains(failure) || clock.Elapsed > patience);
        Finish(recipient.Input, $"recipient {recipient}", result, CloudflareLook.UntilGone(look, result));
    }

    /// <summary>What had failed before the removal is no failure of it, unless it stays.</summary>
    private async Task<HashSet<string>> FailuresAsync(SharePlace place, string id, CancellationToken cancellationToken)
    {
        var recipient = await Api.ShareRecipientsGetByIdAsync(place.AccountId, place.ShareId, id, includeResources: true, cancellationToken)
            .ConfigureAwait(false);
        return new HashSet<string>(CloudflareStatus.FailuresOf(recipient), StringComparer.Ordinal);
    }
}
