using System.Text.Json;
using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <content>The operations on a share's resources.</content>
public sealed partial class ResourceSharingApi
{
    /// <summary><c>share-resource-create</c>, POST /accounts/{account_id}/shares/{share_id}/resources: adds a resource.</summary>
    public Task<CloudflareShareResource> ShareResourceCreateAsync(
        string accountId, string shareId, ShareResourceRequest resource, CancellationToken cancellationToken = default)
    {
        (resource ?? throw new ArgumentNullException(nameof(resource))).Check(nameof(resource));
        var request = Post("share-resource-create", Resources(accountId, shareId), resource.WriteTo);
        return SingleAsync(request, id: null, ResourceUnder(accountId, shareId), cancellationToken);
    }

    /// <summary><c>share-resources-list</c>, GET /accounts/{account_id}/shares/{share_id}/resources: what a share shares.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="shareId">The share.</param>
    /// <param name="status">Only resources that are active, deleting or deleted.</param>
    /// <param name="resourceType">Only resources of one type; see <see cref="ShareResourceRequest.ResourceType"/>.</param>
    /// <param name="page">The page to start with, instead of the first; the list goes on from there to the end.</param>
    /// <param name="perPage">How many the server sends at a time, up to 100; no limit to the list.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IAsyncEnumerable<CloudflareShareResource> ShareResourcesListAsync(
        string accountId,
        string shareId,
        string? status = null,
        string? resourceType = null,
        int? page = null,
        int? perPage = null,
        CancellationToken cancellationToken = default)
    {
        Resources(accountId, shareId);
        return List(
            "share-resources-list",
            current => Resources(accountId, shareId).Query("status", status).Query("resource_type", resourceType).Page(current, perPage),
            page,
            perPage,
            ResourceUnder(accountId, shareId),
            cancellationToken);
    }

    /// <summary><c>share-resources-get-by-id</c>, GET /accounts/{account_id}/shares/{share_id}/resources/{share_resource_id}: one resource.</summary>
    public Task<CloudflareShareResource> ShareResourcesGetByIdAsync(
        string accountId, string shareId, string shareResourceId, CancellationToken cancellationToken = default) =>
        SingleAsync(
            Get("share-resources-get-by-id", Resource(accountId, shareId, shareResourceId)), shareResourceId, ResourceUnder(accountId, shareId), cancellationToken);

    /// <summary>
    /// <c>share-resource-update</c>, PUT /accounts/{account_id}/shares/{share_id}/resources/{share_resource_id}: replaces the
    /// free data of a resource; returns it with its new status.
    /// </summary>
    /// <param name="accountId">The account.</param>
    /// <param name="shareId">The share.</param>
    /// <param name="shareResourceId">The resource: <see cref="CloudflareShareResource.Id"/>, not the id of the shared thing.</param>
    /// <param name="meta">A JSON object.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public Task<CloudflareShareResource> ShareResourceUpdateAsync(
        string accountId, string shareId, string shareResourceId, JsonElement meta, CancellationToken cancellationToken = default)
    {
        ShareResourceRequest.CheckMeta(meta, nameof(meta));
        var request = Put("share-resource-update", Resource(accountId, shareId, shareResourceId), writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("meta");
            meta.WriteTo(writer);
            writer.WriteEndObject();
        });
        return SingleAsync(request, shareResourceId, ResourceUnder(accountId, shareId), cancellationToken);
    }

    /// <summary>
    /// <c>share-resource-delete</c>, DELETE /accounts/{account_id}/shares/{share_id}/resources/{share_resource_id}: starts to
    /// remove a resource; returns it with its new status.
    /// </summary>
    public Task<CloudflareShareResource> ShareResourceDeleteAsync(
        string accountId, string shareId, string shareResourceId, CancellationToken cancellationToken = default) =>
        SingleAsync(
            Delete("share-resource-delete", Resource(accountId, shareId, shareResourceId)), shareResourceId, ResourceUnder(accountId, shareId), cancellationToken);

    private static PathBuilder Resources(string accountId, string shareId) => Share(accountId, shareId).Path("resources");

    private static PathBuilder Resource(string accountId, string shareId, string shareResourceId) =>
        Resources(accountId, shareId).Segment(CloudflareId.CheckSegment(shareResourceId, nameof(shareResourceId)));

    private static Func<JsonValue, CloudflareShareResource> ResourceUnder(string accountId, string shareId) =>
        json => new CloudflareShareResource(json) { AccountId = accountId, ShareId = shareId };
}
