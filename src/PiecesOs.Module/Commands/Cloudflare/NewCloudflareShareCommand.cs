using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Makes a share of resources with accounts or organizations (operation <c>share-create</c>). Resources from the pipeline
/// become one share together.
/// </summary>
[Cmdlet(VerbsCommon.New, "CloudflareShare", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShare))]
public sealed class NewCloudflareShareCommand : CloudflareChangeCmdlet
{
    private readonly List<CloudflareResourceInput> _resources = [];

    /// <summary>The name of the share.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// What to share: hashtables or rows with ResourceId, ResourceType, ResourceAccountId (the account itself when left out) and
    /// Meta (empty when left out), or resources of another share.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [CloudflareResourceTransformation]
    [ValidateNotNull]
    public CloudflareResourceInput[] Resource { get; set; } = [];

    /// <summary>The accounts to share with.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] RecipientAccountId { get; set; } = [];

    /// <summary>The organizations to share with.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] RecipientOrganizationId { get; set; } = [];

    /// <summary>Share with the whole organization that the account belongs to.</summary>
    [Parameter]
    public SwitchParameter WholeOrganization { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in Resource)
        {
            if (CloudflareStatus.IsLeaving(resource.Status))
                WriteWarning(DisplayText.Safe($"{resource} is {resource.Status} in the share it comes from and was left out. To share it, specify it as a hashtable."));
            else
                _resources.Add(resource);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        await ForInputAsync(Name, () => CreateAsync(cancellationToken)).ConfigureAwait(false);
        await base.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    private protected override void Emit(object result) => WriteObject(result);

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var recipients = RecipientAccountId.Select(ShareRecipientRequest.Account)
            .Concat(RecipientOrganizationId.Select(ShareRecipientRequest.Organization))
            .Concat(WholeOrganization ? [ShareRecipientRequest.WholeOrganization] : []).ToArray();
        if (recipients.Length == 0)
            throw CloudflareCmdletErrors.RecipientRequired();
        var whom = string.Join(", ", RecipientAccountId.Concat(RecipientOrganizationId).Concat(WholeOrganization ? ["the whole organization"] : []));
        var action = DisplayText.Safe($"Share {string.Join(", ", _resources)} with {whom}");
        if (_resources.Count == 0 || !await ShouldProcessAsync(DisplayText.Safe(Name), action).ConfigureAwait(false))
            return;

        var accountId = AccountOf(ofInput: null);
        var resources = _resources.Select(resource => resource.ToRequest(accountId)).ToArray();
        var share = await Api.ShareCreateAsync(accountId, Name, recipients, resources, cancellationToken).ConfigureAwait(false);
        var place = new SharePath(accountId, share.Id ?? string.Empty);
        var hasOrganization = WholeOrganization || RecipientOrganizationId.Length > 0;
        Finish(Name, $"share {share}", share, CloudflarePolling.UntilAssociated(Api, place, RecipientAccountId, hasOrganization, new FailureBaseline([]), share));
    }
}
