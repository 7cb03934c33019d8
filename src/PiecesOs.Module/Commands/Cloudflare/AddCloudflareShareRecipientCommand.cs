using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Adds accounts or organizations to shares as recipients (operation <c>share-recipient-create</c>).</summary>
[Cmdlet(VerbsCommon.Add, "CloudflareShareRecipient", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class AddCloudflareShareRecipientCommand : CloudflareCmdlet
{
    private readonly ChangeWaiter _changes = new();

    /// <summary>The shares: objects or IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The accounts to share with.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [CloudflareAccountTransformation]
    [ValidateNotNullOrEmpty]
    public string[] RecipientAccountId { get; set; } = [];

    /// <summary>The organizations to share with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] RecipientOrganizationId { get; set; } = [];

    /// <summary>The status of a recipient from the pipeline in the share that it comes from. A removed recipient is skipped with a warning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AssociationStatus { get; set; }

    /// <summary>Wait until each recipient is associated.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Return the recipients that were added.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => Shares.ForEachAsync(Share, AddAsync, cancellationToken);

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) =>
        _changes.WaitAsync(this, result => WritePassThru(PassThru, result), cancellationToken);

    private async Task AddAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        if (RecipientAccountId.Length + RecipientOrganizationId.Length == 0)
            throw CloudflareCmdletErrors.RecipientRequired();
        if (CloudflareStatus.IsLeaving(AssociationStatus))
        {
            WriteWarning(CloudflareCmdletErrors.Skipped(string.Join(", ", RecipientAccountId), AssociationStatus, "with -RecipientAccountId"));
            return;
        }

        foreach (var id in RecipientAccountId)
            await ForInputAsync(id, () => AddAsync(share, id, ShareRecipientRequest.Account(id), cancellationToken)).ConfigureAwait(false);
        foreach (var id in RecipientOrganizationId)
            await ForInputAsync(id, () => AddAsync(share, id, ShareRecipientRequest.Organization(id), cancellationToken)).ConfigureAwait(false);
    }

    private async Task AddAsync(CloudflareShareReference share, string id, ShareRecipientRequest request, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(share.ToString(), $"Add recipient {DisplayText.Safe(id)}").ConfigureAwait(false))
            return;
        var path = PathOf(share.Id!, share.AccountId);
        var baseline = Wait ? await _changes.ReadBaselineAsync(Api, path, cancellationToken).ConfigureAwait(false) : FailureBaseline.None;
        var recipient = await Api.ShareRecipientCreateAsync(path.AccountId, path.ShareId, request, cancellationToken).ConfigureAwait(false);
        if (!Wait)
            WritePassThru(PassThru, recipient);
        else if (request.OrganizationId is null)
            _changes.Add(id, $"recipient {id}", CloudflarePolling.UntilAssociated(_changes.RecipientsOf(Api, path), recipient.Id ?? string.Empty, baseline));
        else
            _changes.Add(id, $"recipient {id}", CloudflarePolling.UntilAssociated(Api, path, accounts: [], hasOrganization: true, baseline, recipient));
    }
}
