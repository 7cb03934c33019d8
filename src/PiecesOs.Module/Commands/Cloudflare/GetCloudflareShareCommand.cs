using System.Runtime.CompilerServices;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>
/// Gets the shares that an account sends and receives (operation <c>shares-list</c>), the shares of an organization (operation
/// <c>organization-shares-list</c>), or specific shares (operation <c>shares-get-by-id</c>). Lists are returned as they arrive.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloudflareShare", DefaultParameterSetName = "Account", SupportsPaging = true)]
[OutputType(typeof(CloudflareShare))]
public sealed class GetCloudflareShareCommand : CloudflareCmdlet
{
    /// <summary>The shares to get: objects or IDs.</summary>
    [Parameter(ParameterSetName = "ById", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Share", "ShareId")]
    [CloudflareShareTransformation]
    [ArgumentCompleter(typeof(CloudflareShareCompleter))]
    [ValidateNotNull]
    public CloudflareShareReference[] Id { get; set; } = [];

    /// <summary>Get only shares with these names. Wildcards are allowed, and matching ignores case. The list is read and compared here.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The ID of an organization, to get its shares instead of those of an account.</summary>
    [Parameter(ParameterSetName = "Organization", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string OrganizationId { get; set; } = string.Empty;

    /// <summary>Get only shares with this status.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ValidateSet("active", "deleting", "deleted")]
    public string? Status { get; set; }

    /// <summary>Get only sent shares or only received shares.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ValidateSet("sent", "received")]
    public string? Kind { get; set; }

    /// <summary>Get only shares for accounts or only shares for organizations.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ValidateSet("account", "organization")]
    public string? TargetType { get; set; }

    /// <summary>Get only shares with these resource types, such as gateway-policy.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ArgumentCompleter(typeof(CloudflareResourceTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ResourceType { get; set; } = [];

    /// <summary>Get only shares with all of these tags; up to 20.</summary>
    [Parameter(ParameterSetName = "Account")]
    [ValidateCount(1, 20)]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>The property to sort by. The default is created.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    [ValidateSet("name", "created")]
    public string? OrderBy { get; set; }

    /// <summary>Sort in descending order.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "Organization")]
    public SwitchParameter Descending { get; set; }

    /// <summary>Include the resources of each share.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "ById")]
    public SwitchParameter IncludeResource { get; set; }

    /// <summary>Include the number of recipients of each share by status.</summary>
    [Parameter(ParameterSetName = "Account")]
    [Parameter(ParameterSetName = "ById")]
    public SwitchParameter IncludeRecipientCount { get; set; }

    private bool? IncludeResources => IncludeResource ? true : null;

    private bool? IncludeRecipientCounts => IncludeRecipientCount ? true : null;

    private CloudflareShareFinder Shares => field ??= new CloudflareShareFinder(this);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == "ById")
        {
            await Shares.ForEachAsync(Id, GetAsync, cancellationToken).ConfigureAwait(false);
            return;
        }

        Page.WriteUnknownTotal();
        var names = Name.Select(static name => new NamePattern(name)).ToArray();
        await Page.WriteAsync(ListNamedAsync(names, cancellationToken)).ConfigureAwait(false);
        if (Page.IsFull)
            return;
        foreach (var missing in names.Where(static name => name is { IsLiteral: true, HasMatched: false }))
            WriteError(CloudflareCmdletErrors.ShareNameNotFound(missing.Text), missing.Text);
    }

    private async Task GetAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        var path = PathOf(share.Id!, share.AccountId);
        WriteObject(await Api.SharesGetByIdAsync(path.AccountId, path.ShareId, IncludeResources, IncludeRecipientCounts, cancellationToken).ConfigureAwait(false));
    }

    private async IAsyncEnumerable<CloudflareShare> ListNamedAsync(NamePattern[] names, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var share in List(cancellationToken).ConfigureAwait(false))
        {
            if (names.Length == 0 || NamePattern.AnyMatches(names, share.Name))
                yield return share;
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
            PerPage = CloudflareSharingConnection.PageSize,
        };
        return ParameterSetName == "Organization"
            ? Api.OrganizationSharesListAsync(OrganizationId, filter, cancellationToken)
            : Api.SharesListAsync(AccountOf(ofInput: null), filter, Tag, IncludeResources, IncludeRecipientCounts, cancellationToken);
    }
}
