using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Shares with more accounts or organizations (operation <c>share-recipient-create</c>). Whether a recipient can use every
/// resource shows a while later; see -Wait.
/// </summary>
[Cmdlet(VerbsCommon.Add, "CloudflareShareRecipient", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class AddCloudflareShareRecipientCommand : CloudflareShareChangeCmdlet
{
    /// <summary>The accounts to share with.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] RecipientAccountId { get; set; } = [];

    /// <summary>The organizations to share with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] RecipientOrganizationId { get; set; } = [];

    /// <summary>The status that a recipient from the pipeline has in the share it comes from. One that was removed there is left out, with a warning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AssociationStatus { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        if (RecipientAccountId.Length + RecipientOrganizationId.Length == 0)
            throw CloudflareCmdletErrors.RecipientRequired();
        if (CloudflareStatus.IsLeaving(AssociationStatus))
        {
            WriteWarning(DisplayText.Safe(
                $"{string.Join(", ", RecipientAccountId)} is {AssociationStatus} in the share it comes from and was left out. To add it, specify it with -RecipientAccountId."));
            return;
        }

        foreach (var id in RecipientAccountId)
        {
            await ForInputAsync(id, () => AddAsync(
                share, id, ShareRecipientRequest.Account(id), (place, log, added) => CloudflarePolling.UntilAssociated(Api, place, added.Id ?? string.Empty, log), cancellationToken))
                .ConfigureAwait(false);
        }

        foreach (var id in RecipientOrganizationId)
        {
            await ForInputAsync(id, () => AddAsync(
                share, id, ShareRecipientRequest.Organization(id), (place, log, added) => CloudflarePolling.UntilAssociated(Api, place, [], hasOrganization: true, log, added), cancellationToken))
                .ConfigureAwait(false);
        }
    }

    private async Task AddAsync(
        CloudflareShareReference share,
        string id,
        ShareRecipientRequest request,
        Func<SharePath, FailureBaseline, CloudflareShareRecipient, Func<CancellationToken, Task<PollResult>>> look,
        CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(share.ToString(), $"Add recipient {DisplayText.Safe(id)}").ConfigureAwait(false))
            return;
        var place = PlaceOf(share);
        var log = await FailuresBeforeAsync(place, cancellationToken).ConfigureAwait(false);
        var recipient = await Api.ShareRecipientCreateAsync(place.AccountId, place.ShareId, request, cancellationToken).ConfigureAwait(false);
        Finish(id, $"recipient {id}", recipient, look(place, log, recipient));
    }
}
