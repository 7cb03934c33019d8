using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Shares resources with accounts or organizations (operation <c>share-create</c>). All resources from the pipeline go into
/// one share.
/// </summary>
[Cmdlet(VerbsCommon.New, "CloudflareShare", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShare))]
public sealed class NewCloudflareShareCommand : CloudflareCmdlet
{
    private readonly List<CloudflareResourceInput> _resources = [];
    private readonly ChangeWaiter _changes = new();

    /// <summary>The name of the share.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// The resources to share: hashtables or rows with ResourceId, ResourceType, and optionally ResourceAccountId and Meta, or
    /// resources of another share.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [CloudflareResourceTransformation]
    [ValidateNotNull]
    public CloudflareResourceInput[] Resource { get; set; } = [];

    /// <summary>The accounts to share with.</summary>
    [Parameter(Position = 1)]
    [CloudflareAccountTransformation]
    [ValidateNotNullOrEmpty]
    public string[] RecipientAccountId { get; set; } = [];

    /// <summary>The organizations to share with.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] RecipientOrganizationId { get; set; } = [];

    /// <summary>Share with the whole organization that the account belongs to.</summary>
    [Parameter]
    public SwitchParameter WholeOrganization { get; set; }

    /// <summary>Wait until all recipients are associated.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in Resource)
        {
            if (CloudflareStatus.IsLeaving(resource.Status))
                WriteWarning(CloudflareCmdletErrors.Skipped(resource.ToString(), resource.Status, "as a hashtable"));
            else
                _resources.Add(resource);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        await ForInputAsync(Name, () => CreateAsync(cancellationToken)).ConfigureAwait(false);
        await _changes.WaitAsync(this, WriteObject, cancellationToken).ConfigureAwait(false);
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var recipients = RecipientAccountId.Select(ShareRecipientRequest.Account)
            .Concat(RecipientOrganizationId.Select(ShareRecipientRequest.Organization))
            .Concat(WholeOrganization ? [ShareRecipientRequest.WholeOrganization] : []).ToArray();
        if (recipients.Length == 0)
            throw CloudflareCmdletErrors.RecipientRequired();
        var names = string.Join(", ", RecipientAccountId.Concat(RecipientOrganizationId).Concat(WholeOrganization ? ["the whole organization"] : []));
        var action = DisplayText.Safe($"Share {string.Join(", ", _resources)} with {names}");
        if (_resources.Count == 0 || !await ShouldProcessAsync(DisplayText.Safe(Name), action).ConfigureAwait(false))
            return;

        var accountId = AccountOf(ofInput: null);
        var resources = _resources.Select(resource => resource.ToRequest(accountId)).ToArray();
        var share = await Api.ShareCreateAsync(accountId, Name, recipients, resources, cancellationToken).ConfigureAwait(false);
        if (!Wait)
        {
            WriteObject(share);
            return;
        }

        var path = new SharePath(accountId, share.Id ?? string.Empty);
        var hasOrganization = WholeOrganization || RecipientOrganizationId.Length > 0;
        _changes.Add(Name, $"share {share}", CloudflarePolling.UntilAssociated(Api, path, RecipientAccountId, hasOrganization, FailureBaseline.None, share));
    }
}
