using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets the recipients of shares: all of them (operation <c>share-recipients-list</c>) or specific ones (operation
/// <c>share-recipients-get-by-id</c>). Lists are returned as they arrive.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloudflareShareRecipient", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class GetCloudflareShareRecipientCommand : CloudflareCmdlet
{
    /// <summary>The shares: objects or IDs. With -Id, the share that the recipients belong to.</summary>
    [Parameter(ParameterSetName = "List", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "ById", Position = 0)]
    [Alias("ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The recipients to get: objects, which contain their share, or IDs.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, ValueFromPipeline = true)]
    [Alias("Recipient", "RecipientId")]
    [CloudflareItemTransformation(typeof(CloudflareShareRecipient))]
    [ArgumentCompleter(typeof(CloudflareRecipientCompleter))]
    [ValidateNotNull]
    public CloudflareItemReference[] Id { get; set; } = [];

    /// <summary>Include the state and errors of each resource at each recipient.</summary>
    [Parameter]
    public SwitchParameter IncludeResource { get; set; }

    private bool? IncludeResources => IncludeResource ? true : null;

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        Page.WriteUnknownTotal();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var recipient in Id)
            await ForInputAsync(recipient.Input, () => GetAsync(recipient, cancellationToken)).ConfigureAwait(false);
        await Shares.ForEachAsync(ParameterSetName == "List" ? Share : [], ListAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task GetAsync(CloudflareItemReference recipient, CancellationToken cancellationToken)
    {
        var share = await Shares.FindAsync(Share.FirstOrDefault(), cancellationToken).ConfigureAwait(false);
        var path = PathOf(recipient.ShareIdFor(share), share?.AccountId ?? recipient.AccountId);
        WriteObject(await Api.ShareRecipientsGetByIdAsync(path.AccountId, path.ShareId, recipient.Id, IncludeResources, cancellationToken).ConfigureAwait(false));
    }

    private Task ListAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        var path = PathOf(share.Id!, share.AccountId);
        return Page.WriteAsync(Api.ShareRecipientsListAsync(
            path.AccountId, path.ShareId, IncludeResources, perPage: CloudflareSharingConnection.PageSize, cancellationToken: cancellationToken));
    }
}
