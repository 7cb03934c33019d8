using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets the resources of shares: all of them (operation <c>share-resources-list</c>) or specific ones (operation
/// <c>share-resources-get-by-id</c>). Lists are returned as they arrive.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloudflareShareResource", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(CloudflareShareResource))]
public sealed class GetCloudflareShareResourceCommand : CloudflareCmdlet
{
    /// <summary>The shares: objects or IDs. With -Id, the share that the resources belong to.</summary>
    [Parameter(ParameterSetName = "List", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "ById", Position = 0)]
    [Alias("ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <summary>The resources to get: objects, which contain their share, or their IDs in the share.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, ValueFromPipeline = true)]
    [Alias("Resource", "ShareResourceId")]
    [CloudflareItemTransformation(typeof(CloudflareShareResource))]
    [ArgumentCompleter(typeof(CloudflareShareResourceCompleter))]
    [ValidateNotNull]
    public CloudflareItemReference[] Id { get; set; } = [];

    /// <summary>Get only resources with this status.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateSet("active", "deleting", "deleted")]
    public string? Status { get; set; }

    /// <summary>Get only resources of this type, such as gateway-policy.</summary>
    [Parameter(ParameterSetName = "List")]
    [ArgumentCompleter(typeof(CloudflareResourceTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ResourceType { get; set; }

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
        foreach (var resource in Id)
            await ForInputAsync(resource.Input, () => GetAsync(resource, cancellationToken)).ConfigureAwait(false);
        await Shares.ForEachAsync(ParameterSetName == "List" ? Share : [], ListAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task GetAsync(CloudflareItemReference resource, CancellationToken cancellationToken)
    {
        var share = await Shares.FindAsync(Share.FirstOrDefault(), cancellationToken).ConfigureAwait(false);
        var path = PathOf(resource.ShareIdFor(share), share?.AccountId ?? resource.AccountId);
        WriteObject(await Api.ShareResourcesGetByIdAsync(path.AccountId, path.ShareId, resource.Id, cancellationToken).ConfigureAwait(false));
    }

    private Task ListAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        var path = PathOf(share.Id!, share.AccountId);
        return Page.WriteAsync(Api.ShareResourcesListAsync(
            path.AccountId, path.ShareId, Status?.ToLowerInvariant(), ResourceType, perPage: CloudflareSharingConnection.PageSize, cancellationToken: cancellationToken));
    }
}
