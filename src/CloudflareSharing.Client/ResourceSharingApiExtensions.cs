using System.Net;
using System.Text.Json;
using RestCore;
using RestCore.Http;

namespace CloudflareSharing.Client;

/// <summary>Operations of Cloudflare Resource Sharing that return lists or whose bodies are made from objects.</summary>
/// <remarks>
/// A list goes through all pages and is requested each time it is enumerated. Elements are returned while they arrive, and the next page
/// is requested meanwhile. Without a page and a page size the server sends the whole list in one response. A server that repeats a page
/// is a <see cref="MalformedResponseException"/>.
/// </remarks>
public static class ResourceSharingApiExtensions
{
    /// <summary>Creates the client of Cloudflare Resource Sharing; see <see cref="CloudflareTransport"/>.</summary>
    public static IResourceSharingApi CreateResourceSharingApi(this RestClient rest) =>
        (rest ?? throw new ArgumentNullException(nameof(rest))).Create<IResourceSharingApi>(CloudflareResponses.Converters);

    /// <summary><c>share-create</c>: creates a share of resources with recipients.</summary>
    public static Task<CloudflareShare> ShareCreateAsync(
        this IResourceSharingApi api, string accountId, string name, IReadOnlyCollection<ShareRecipientRequest> recipients,
        IReadOnlyCollection<ShareResourceRequest> resources, CancellationToken cancellationToken = default)
    {
        CheckName(name);
        CheckRecipients(recipients);
        foreach (var resource in resources ?? throw new ArgumentNullException(nameof(resources)))
            resource.Check(nameof(resources));
        var body = JsonBody.From(writer =>
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
        return api.ShareCreateAsync(accountId, body, cancellationToken);
    }

    /// <summary>
    /// <c>shares-list</c>: the shares that an account sends and receives: those that a filter selects and that have all of up to 20 tags,
    /// if wanted with <see cref="CloudflareShare.Resources"/> and with the four counts of recipients.
    /// </summary>
    public static IAsyncEnumerable<CloudflareShare> SharesListAsync(
        this IResourceSharingApi api, string accountId, ShareFilter? filter = null, IReadOnlyCollection<string>? tags = null,
        bool? includeResources = null, bool? includeRecipientCounts = null, CancellationToken cancellationToken = default)
    {
        CloudflareId.CheckSegment(accountId, nameof(accountId));
        var f = filter ?? new ShareFilter();
        return PagedList<CloudflareShare>.ReadAsync(
            (page, token) => api.SharesListResponseAsync(
                accountId, f.Status, f.Kind, f.TargetType, f.ResourceTypes, f.Order, f.Direction, page, f.PerPage, includeResources, includeRecipientCounts, tags, token),
            f.Page,
            f.PerPage,
            CloudflareResponses.CreateShare,
            cancellationToken);
    }

    /// <summary><c>organization-shares-list</c>: the shares of an organization.</summary>
    public static IAsyncEnumerable<CloudflareShare> OrganizationSharesListAsync(
        this IResourceSharingApi api, string organizationId, ShareFilter? filter = null, CancellationToken cancellationToken = default)
    {
        CloudflareId.CheckSegment(organizationId, nameof(organizationId));
        var f = filter ?? new ShareFilter();
        return PagedList<CloudflareShare>.ReadAsync(
            (page, token) => api.OrganizationSharesListResponseAsync(
                organizationId, f.Status, f.Kind, f.TargetType, f.ResourceTypes, f.Order, f.Direction, page, f.PerPage, token),
            f.Page,
            f.PerPage,
            CloudflareResponses.CreateShare,
            cancellationToken);
    }

    /// <summary><c>share-update</c>: renames a share; returns it with its new status.</summary>
    public static Task<CloudflareShare> ShareUpdateAsync(
        this IResourceSharingApi api, string accountId, string shareId, string name, CancellationToken cancellationToken = default)
    {
        CheckName(name);
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteEndObject();
        });
        return api.ShareUpdateAsync(accountId, shareId, body, cancellationToken);
    }

    /// <summary><c>share-recipient-create</c>: adds a recipient.</summary>
    public static Task<CloudflareShareRecipient> ShareRecipientCreateAsync(
        this IResourceSharingApi api, string accountId, string shareId, ShareRecipientRequest recipient, CancellationToken cancellationToken = default)
    {
        (recipient ?? throw new ArgumentNullException(nameof(recipient))).Check(nameof(recipient));
        return api.ShareRecipientCreateAsync(accountId, shareId, JsonBody.From(recipient.WriteTo), cancellationToken);
    }

    /// <summary>
    /// <c>share-recipients-list</c>: a share's recipients, if wanted with <see cref="CloudflareShareRecipient.Resources"/>. The list starts
    /// with a page and goes on to the end. The server sends up to 100 at a time.
    /// </summary>
    public static IAsyncEnumerable<CloudflareShareRecipient> ShareRecipientsListAsync(
        this IResourceSharingApi api, string accountId, string shareId, bool? includeResources = null, int? page = null, int? perPage = null,
        CancellationToken cancellationToken = default)
    {
        CloudflareId.CheckSegment(accountId, nameof(accountId));
        CloudflareId.CheckSegment(shareId, nameof(shareId));
        return PagedList<CloudflareShareRecipient>.ReadAsync(
            (current, token) => api.ShareRecipientsListResponseAsync(accountId, shareId, includeResources, current, perPage, token),
            page,
            perPage,
            CloudflareResponses.CreateRecipient,
            cancellationToken);
    }

    /// <summary>
    /// <c>share-recipients-update</c>: makes the recipients match the list; who is not in it is removed. An error for a share that
    /// targets an organization. The server returns nothing.
    /// </summary>
    public static async Task ShareRecipientsUpdateAsync(
        this IResourceSharingApi api, string accountId, string shareId, IReadOnlyCollection<ShareRecipientRequest> recipients,
        CancellationToken cancellationToken = default)
    {
        CheckRecipients(recipients);
        using var response = await api.ShareRecipientsUpdateResponseAsync(
            accountId, shareId, JsonBody.From(writer => WriteRecipients(writer, recipients)), cancellationToken).ConfigureAwait(false);
        await CheckUpdatedAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// <c>share-excluded-recipient-create</c>: excludes an account from a share that targets its organization. The share still targets the
    /// organization, but the account is skipped. An error for a share that targets accounts.
    /// </summary>
    public static Task<CloudflareShareExcludedRecipient> ShareExcludedRecipientCreateAsync(
        this IResourceSharingApi api, string accountId, string shareId, string excludedAccountId, CancellationToken cancellationToken = default)
    {
        CloudflareId.CheckNotEmpty(excludedAccountId, nameof(excludedAccountId));
        return api.ShareExcludedRecipientCreateAsync(
            accountId, shareId, JsonBody.From(writer => WriteExcludedRecipient(writer, excludedAccountId)), cancellationToken);
    }

    /// <summary>
    /// <c>share-excluded-recipients-list</c>: the accounts that are excluded from a share that targets their organization. The list starts
    /// with a page and goes on to the end. An error for a share that targets accounts.
    /// </summary>
    public static IAsyncEnumerable<CloudflareShareExcludedRecipient> ShareExcludedRecipientsListAsync(
        this IResourceSharingApi api, string accountId, string shareId, int? page = null, int? perPage = null, CancellationToken cancellationToken = default)
    {
        CloudflareId.CheckSegment(accountId, nameof(accountId));
        CloudflareId.CheckSegment(shareId, nameof(shareId));
        return PagedList<CloudflareShareExcludedRecipient>.ReadAsync(
            (current, token) => api.ShareExcludedRecipientsListResponseAsync(accountId, shareId, current, perPage, token),
            page,
            perPage,
            CloudflareResponses.CreateExcludedRecipient,
            cancellationToken);
    }

    /// <summary>
    /// <c>share-excluded-recipients-update</c>: makes the excluded accounts match the list; who is not in it receives the share again. An
    /// error for a share that targets accounts. No response is described; it is read like that of <c>share-recipients-update</c>.
    /// </summary>
    public static async Task ShareExcludedRecipientsUpdateAsync(
        this IResourceSharingApi api, string accountId, string shareId, IReadOnlyCollection<string> excludedAccountIds,
        CancellationToken cancellationToken = default)
    {
        foreach (var id in excludedAccountIds ?? throw new ArgumentNullException(nameof(excludedAccountIds)))
            CloudflareId.CheckNotEmpty(id, nameof(excludedAccountIds));
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartArray();
            foreach (var id in excludedAccountIds)
                WriteExcludedRecipient(writer, id);
            writer.WriteEndArray();
        });
        using var response = await api.ShareExcludedRecipientsUpdateResponseAsync(accountId, shareId, body, cancellationToken).ConfigureAwait(false);
        await CheckUpdatedAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary><c>share-resource-create</c>: adds a resource.</summary>
    public static Task<CloudflareShareResource> ShareResourceCreateAsync(
        this IResourceSharingApi api, string accountId, string shareId, ShareResourceRequest resource, CancellationToken cancellationToken = default)
    {
        (resource ?? throw new ArgumentNullException(nameof(resource))).Check(nameof(resource));
        return api.ShareResourceCreateAsync(accountId, shareId, JsonBody.From(resource.WriteTo), cancellationToken);
    }

    /// <summary>
    /// <c>share-resources-list</c>: what a share shares, if wanted only what is active, deleting or deleted, or only one
    /// <see cref="ShareResourceRequest.ResourceType"/>. The list starts with a page and goes on to the end. The server sends up to 100 at a
    /// time.
    /// </summary>
    public static IAsyncEnumerable<CloudflareShareResource> ShareResourcesListAsync(
        this IResourceSharingApi api, string accountId, string shareId, string? status = null, string? resourceType = null, int? page = null,
        int? perPage = null, CancellationToken cancellationToken = default)
    {
        CloudflareId.CheckSegment(accountId, nameof(accountId));
        CloudflareId.CheckSegment(shareId, nameof(shareId));
        return PagedList<CloudflareShareResource>.ReadAsync(
            (current, token) => api.ShareResourcesListResponseAsync(accountId, shareId, status, resourceType, current, perPage, token),
            page,
            perPage,
            CloudflareResponses.CreateResource,
            cancellationToken);
    }

    /// <summary>
    /// <c>share-resource-update</c>: replaces the free data of a resource by a JSON object; returns it with its new status. The resource is
    /// named by <see cref="CloudflareShareResource.Id"/>, not by the ID of the shared thing.
    /// </summary>
    public static Task<CloudflareShareResource> ShareResourceUpdateAsync(
        this IResourceSharingApi api, string accountId, string shareId, string shareResourceId, JsonElement meta,
        CancellationToken cancellationToken = default)
    {
        ShareResourceRequest.CheckMeta(meta, nameof(meta));
        var body = JsonBody.From(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("meta");
            meta.WriteTo(writer);
            writer.WriteEndObject();
        });
        return api.ShareResourceUpdateAsync(accountId, shareId, shareResourceId, body, cancellationToken);
    }

    /// <summary>Throws unless a list was replaced: 204 as documented for recipients, or an envelope that says so.</summary>
    private static async Task CheckUpdatedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = ResponseContent.Of(response);
        var text = await content.ReadTextAsync(cancellationToken).ConfigureAwait(false);
        if (content.Status == HttpStatusCode.NoContent)
            return;

        try
        {
            using var document = JsonDocument.Parse(text);
            CloudflareResponses.CheckSuccess(content, document.RootElement);
        }
        catch (JsonException e)
        {
            throw content.Malformed(text.Length == 0 ? "status 204 was expected" : $"this is not JSON: '{ShortLine.Of(text)}'", e);
        }
    }

    private static void CheckName(string name)
    {
        if (name is null)
            throw new ArgumentNullException(nameof(name));
    }

    private static void CheckRecipients(IReadOnlyCollection<ShareRecipientRequest> recipients)
    {
        foreach (var recipient in recipients ?? throw new ArgumentNullException(nameof(recipients)))
            recipient.Check(nameof(recipients));
    }

    private static void WriteRecipients(Utf8JsonWriter writer, IReadOnlyCollection<ShareRecipientRequest> recipients)
    {
        writer.WriteStartArray();
        foreach (var recipient in recipients)
            recipient.WriteTo(writer);
        writer.WriteEndArray();
    }

    /// <summary>Here the account is <c>account_id</c>, and not <c>recipient_account_id</c>.</summary>
    private static void WriteExcludedRecipient(Utf8JsonWriter writer, string accountId)
    {
        writer.WriteStartObject();
        writer.WriteString("account_id", accountId);
        writer.WriteEndObject();
    }
}
