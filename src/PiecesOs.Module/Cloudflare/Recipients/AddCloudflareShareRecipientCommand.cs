using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
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

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        var recipients = RecipientAccountId.Select(static id => (Id: id, Request: ShareRecipientRequest.Account(id)))
            .Concat(RecipientOrganizationId.Select(static id => (Id: id, Request: ShareRecipientRequest.Organization(id)))).ToArray();
        if (recipients.Length == 0)
            throw CloudflareInputErrors.RecipientRequired();
        foreach (var (id, request) in recipients)
            await ForInputAsync(id, () => AddAsync(share, id, request, cancellationToken)).ConfigureAwait(false);
    }

    private async Task AddAsync(CloudflareShareReference share, string id, ShareRecipientRequest request, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(share.ToString(), $"Add recipient {DisplayText.Safe(id)}").ConfigureAwait(false))
            return;
        var place = PlaceOf(share);
        var recipient = await Api.ShareRecipientCreateAsync(place.AccountId, place.ShareId, request, cancellationToken).ConfigureAwait(false);
        Finish(id, $"recipient {id}", recipient, CloudflareLook.AtRecipient(Api, place, recipient.Id ?? string.Empty));
    }
}
