using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <content>The operations on shares.</content>
public sealed partial class ResourceSharingApi
{
    /// <summary><c>share-create</c>, POST /accounts/{account_id}/shares: makes a share of resources with recipients.</summary>
    public Task<CloudflareShare> ShareCreateAsync(
        string accountId,
        string name,
        IReadOnlyCollection<ShareRecipientRequest> recipients,
        IReadOnlyCollection<ShareResourceRequest> resources,
        CancellationToken cancellationToken = default)
    {
        CheckName(name);
        CheckRecipients(recipients);
        foreach (var resource in resources ?? throw new ArgumentNullException(nameof(resources)))
            resource.Check(nameof(resources));
        var request = Post("share-create", SharesOf(accountId), writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WritePropertyName("recipients");
            WriteRecipients(writer, recipients);
            writer.WriteStartArray("resources");
            foreach (var resource in resources)
                resource.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return SingleAsync(request, id: null, ShareUnder(accountId), cancellationToken);
    }

    /// <summary><c>shares-list</c>, GET /accounts/{account_id}/shares: the shares that an account sends and receives.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="filter">Which ones, and in which order.</param>
    /// <param name="tags">Only shares with these tags; up to 20.</param>
    /// <param name="includeResources">Whether <see cref="CloudflareShare.Resources"/> come along.</param>
    /// <param name="includeRecipientCounts">Whether the four counts of recipients come along.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IAsyncEnumerable<CloudflareShare> SharesListAsync(
        string accountId,
        ShareFilter? filter = null,
        IReadOnlyCollection<string>? tags = null,
        bool? includeResources = null,
        bool? includeRecipientCounts = null,
        CancellationToken cancellationToken = default)
    {
        SharesOf(accountId);
        filter ??= new ShareFilter();
        return List("shares-list", PathOf, filter.Page, filter.PerPage, ShareUnder(accountId), cancellationToken);

        PathBuilder PathOf(long? page)
        {
            var path = SharesOf(accountId);
            filter.AddTo(path, page);
            path.Query("include_resources", includeResources).Query("include_recipient_counts", includeRecipientCounts);
            foreach (var tag in tags ?? [])
                path.Query("tag", tag);
            return path;
        }
    }

    /// <summary><c>organization-shares-list</c>, GET /organizations/{organization_id}/shares: the shares of an organization.</summary>
    public IAsyncEnumerable<CloudflareShare> OrganizationSharesListAsync(
        string organizationId, ShareFilter? filter = null, CancellationToken cancellationToken = default)
    {
        CloudflareId.CheckSegment(organizationId, nameof(organizationId));
        filter ??= new ShareFilter();
        return List("organization-shares-list", PathOf, filter.Page, filter.PerPage, static json => new CloudflareShare(json), cancellationToken);

        PathBuilder PathOf(long? page)
        {
            var path = new PathBuilder("organizations").Segment(organizationId).Path("shares");
            filter.AddTo(path, page);
            return path;
        }
    }

    /// <summary><c>shares-get-by-id</c>, GET /accounts/{account_id}/shares/{share_id}: one share.</summary>
    public Task<CloudflareShare> SharesGetByIdAsync(
        string accountId,
        string shareId,
        bool? includeResources = null,
        bool? includeRecipientCounts = null,
        CancellationToken cancellationToken = default)
    {
        var path = Share(accountId, shareId).Query("include_resources", includeResources).Query("include_recipient_counts", includeRecipientCounts);
        return SingleAsync(Get("shares-get-by-id", path), shareId, ShareUnder(accountId), cancellationToken);
    }

    /// <summary><c>share-update</c>, PUT /accounts/{account_id}/shares/{share_id}: renames a share; returns it with its new status.</summary>
    public Task<CloudflareShare> ShareUpdateAsync(string accountId, string shareId, string name, CancellationToken cancellationToken = default)
    {
        CheckName(name);
        var request = Put("share-update", Share(accountId, shareId), writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteEndObject();
        });
        return SingleAsync(request, shareId, ShareUnder(accountId), cancellationToken);
    }

    /// <summary><c>share-delete</c>, DELETE /accounts/{account_id}/shares/{share_id}: starts to delete a share; returns it with its new status.</summary>
    public Task<CloudflareShare> ShareDeleteAsync(string accountId, string shareId, CancellationToken cancellationToken = default) =>
        SingleAsync(Delete("share-delete", Share(accountId, shareId)), shareId, ShareUnder(accountId), cancellationToken);

    private static Func<JsonValue, CloudflareShare> ShareUnder(string accountId) =>
        json => new CloudflareShare(json) { PathAccountId = accountId };

    private static void CheckName(string name)
    {
        if (name is null)
            throw new ArgumentNullException(nameof(name));
    }
}
