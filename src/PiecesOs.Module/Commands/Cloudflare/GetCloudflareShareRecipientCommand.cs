using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets who has a share: all recipients as they arrive (operation <c>share-recipients-list</c>), or certain ones (operation
/// <c>share-recipients-get-by-id</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloudflareShareRecipient", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(CloudflareShareRecipient))]
public sealed class GetCloudflareShareRecipientCommand : CloudflareCmdlet
{
    private Page? _page;

    /// <summary>The shares: objects or ids. For recipients given by their id, the one share they belong to.</summary>
    [Parameter(ParameterSetName = "List", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "ById", Position = 0)]
    [Alias("ShareId")]
    [CloudflareShareTransformation]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The recipients to get: ids, or recipient objects, which know their share.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, ValueFromPipeline = true)]
    [Alias("Recipient", "RecipientId")]
    [CloudflareItemTransformation(typeof(CloudflareShareRecipient))]
    [ValidateNotNull]
    public CloudflareItemReference[] Id { get; set; } = [];

    /// <summary>Get along how each resource fares at each recipient, with its errors.</summary>
    [Parameter]
    public SwitchParameter IncludeResource { get; set; }

    private bool? IncludeResources => IncludeResource ? true : null;

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _page = new Page(PagingParameters);
        WriteTotalCount();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == "ById" ? GetAsync(cancellationToken) : ListAsync(cancellationToken);

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        foreach (var share in Share)
        {
            await ForInputAsync(share.Input, () =>
            {
                var place = PlaceOf(share);
                return WritePageAsync(
                    Api.ShareRecipientsListAsync(place.AccountId, place.ShareId, IncludeResources, perPage: PerPage, cancellationToken: cancellationToken),
                    _page!);
            }).ConfigureAwait(false);
        }
    }

    private async Task GetAsync(CancellationToken cancellationToken)
    {
        foreach (var recipient in Id)
        {
            await ForInputAsync(recipient.Input, async () =>
            {
                var place = PlaceOf(recipient, Share.Length > 0 ? Share[0] : null);
                WriteObject(await Api.ShareRecipientsGetByIdAsync(place.AccountId, place.ShareId, recipient.Id, IncludeResources, cancellationToken)
                    .ConfigureAwait(false));
            }).ConfigureAwait(false);
        }
    }
}
