using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets what a share shares: all resources as they arrive (operation <c>share-resources-list</c>), or certain ones (operation
/// <c>share-resources-get-by-id</c>).
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloudflareShareResource", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(CloudflareShareResource))]
public sealed class GetCloudflareShareResourceCommand : CloudflareCmdlet
{
    private Page? _page;

    /// <summary>The shares: objects or ids. For resources given by their id, the one share they belong to.</summary>
    [Parameter(ParameterSetName = "List", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "ById", Position = 0)]
    [Alias("ShareId")]
    [CloudflareShareTransformation]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The resources to get: their ids in the share (not the ids of the shared things), or resource objects, which know their share.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, ValueFromPipeline = true)]
    [Alias("Resource", "ShareResourceId")]
    [CloudflareItemTransformation(typeof(CloudflareShareResource))]
    [ValidateNotNull]
    public CloudflareItemReference[] Id { get; set; } = [];

    /// <summary>Only resources with this status.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateSet("active", "deleting", "deleted")]
    public string? Status { get; set; }

    /// <summary>Only resources of this type, such as gateway-policy.</summary>
    [Parameter(ParameterSetName = "List")]
    [ArgumentCompleter(typeof(CloudflareResourceTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ResourceType { get; set; }

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
                    Api.ShareResourcesListAsync(
                        place.AccountId, place.ShareId, Status?.ToLowerInvariant(), ResourceType, perPage: PerPage, cancellationToken: cancellationToken),
                    _page!);
            }).ConfigureAwait(false);
        }
    }

    private async Task GetAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in Id)
        {
            await ForInputAsync(resource.Input, async () =>
            {
                var place = PlaceOf(resource, Share.Length > 0 ? Share[0] : null);
                WriteObject(await Api.ShareResourcesGetByIdAsync(place.AccountId, place.ShareId, resource.Id, cancellationToken)
                    .ConfigureAwait(false));
            }).ConfigureAwait(false);
        }
    }
}
