using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets the shares that an account sends and receives (operation <c>shares-list</c>), those of an organization (operation
/// <c>organization-shares-list</c>), or certain ones (operation <c>shares-get-by-id</c>). Lists come as they arrive.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloudflareShare", DefaultParameterSetName = "Account", SupportsPaging = true)]
[OutputType(typeof(CloudflareShare))]
public sealed class GetCloudflareShareCommand : CloudflareCmdlet
{
    /// <summary>The shares to get: ids or share objects.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Share", "ShareId")]
    [CloudflareShareTransformation]
    [ValidateNotNull]
    public CloudflareShareReference[] Id { get; set; } = [];

    /// <summary>The organization whose shares to get, instead of those of an account.</summary>
    [Parameter(ParameterSetName = "Organization", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string OrganizationId { get; set; } = string.Empty;

    /// <summary>Only shares with this status.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ValidateSet("active", "deleting", "deleted")]
    public string? Status { get; set; }

    /// <summary>Only shares that are sent, or only those that are received.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ValidateSet("sent", "received")]
    public string? Kind { get; set; }

    /// <summary>Only shares with accounts, or only those with an organization.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ValidateSet("account", "organization")]
    public string? TargetType { get; set; }

    /// <summary>Only shares of these types of resources, such as gateway-policy.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ArgumentCompleter(typeof(CloudflareResourceTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ResourceType { get; set; } = [];

    /// <summary>Only shares with these tags; up to 20.</summary>
    [Parameter(ParameterSetName = "Account")]
    [ValidateCount(1, 20)]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>What the list is ordered by; created when not given.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ValidateSet("name", "created")]
    public string? OrderBy { get; set; }

    /// <summary>Begin with the last name or the newest share.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    public SwitchParameter Descending { get; set; }

    /// <summary>Get the resources of each share along with it.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "ById")]
    public SwitchParameter IncludeResource { get; set; }

    /// <summary>Get along how many recipients have each share, are about to have it, and lost it.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "ById")]
    public SwitchParameter IncludeRecipientCount { get; set; }

    private bool? IncludeResources => IncludeResource ? true : null;

    private bool? IncludeRecipientCounts => IncludeRecipientCount ? true : null;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName != "ById")
        {
            WriteTotalCount();
            await WritePageAsync(List(cancellationToken), new Page(PagingParameters)).ConfigureAwait(false);
            return;
        }

        foreach (var share in Id)
        {
            await ForInputAsync(share.Input, async () => WriteObject(await Api.SharesGetByIdAsync(
                AccountOf(share.AccountId), share.Id, IncludeResources, IncludeRecipientCounts, cancellationToken).ConfigureAwait(false)))
                .ConfigureAwait(false);
        }
    }

    private IAsyncEnumerable<CloudflareShare> List(CancellationToken cancellationToken)
    {
        var filter = new ShareFilter
        {
            Status = Status?.ToLowerInvariant(),
            Kind = Kind?.ToLowerInvariant(),
            TargetType = TargetType?.ToLowerInvariant(),
            ResourceTypes = ResourceType,
            Order = OrderBy?.ToLowerInvariant(),
            Direction = Descending ? "desc" : null,
            PerPage = PerPage,
        };
        return ParameterSetName == "Organization"
            ? Api.OrganizationSharesListAsync(OrganizationId, filter, cancellationToken)
            : Api.SharesListAsync(AccountOf(ofInput: null), filter, Tag, IncludeResources, IncludeRecipientCounts, cancellationToken);
    }
}
