using Refit;
using RestCore.Http;

namespace CloudflareSharing.Client;

/// <summary>
/// The operations of Cloudflare Resource Sharing, each under its own name. Changes are not immediate: a response to a change carries
/// the status on the way, such as <c>deleting</c>. <see cref="ResourceSharingApiExtensions"/> makes bodies from objects and reads lists.
/// </summary>
/// <remarks>
/// <para>Every method may throw a <see cref="RestCore.RestException"/>. A response that says <c>success: false</c> is a
/// <see cref="RestCore.RestStatusException"/> also when its HTTP status is 200; <see cref="CloudflareErrors"/> reads its reasons.</para>
/// <para>An ID that could change the address of a request is an <see cref="ArgumentException"/> before anything is sent.</para>
/// </remarks>
/// <example>
/// <code>
/// using var transport = CloudflareTransport.Create(CloudflareCredential.FromApiToken(token));
/// var sharing = new RestClient(transport).CreateResourceSharingApi();
/// await foreach (var share in sharing.SharesListAsync(accountId))
///     Console.WriteLine(share.Name);
/// </code>
/// </example>
[Headers(OperationHeaders.AcceptJson)]
public interface IResourceSharingApi
{
    /// <summary>Creates a share of resources with recipients.</summary>
    [Post("/accounts/{accountId}/shares")]
    Task<CloudflareShare> ShareCreateAsync(string accountId, [Body] JsonBody share, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of the shares that an account sends and receives.</summary>
    [Get("/accounts/{accountId}/shares")]
    Task<HttpResponseMessage> SharesListResponseAsync(
        string accountId, string? status, string? kind, [AliasAs("target_type")] string? targetType,
        [AliasAs("resource_types"), Query(CollectionFormat.Multi)] IReadOnlyCollection<string> resourceTypes, string? order, string? direction,
        long? page, [AliasAs("per_page")] int? perPage, [AliasAs("include_resources")] bool? includeResources,
        [AliasAs("include_recipient_counts")] bool? includeRecipientCounts,
        [AliasAs("tag"), Query(CollectionFormat.Multi)] IReadOnlyCollection<string>? tags, CancellationToken cancellationToken);

    /// <summary>Returns a page of the shares of an organization.</summary>
    [Get("/organizations/{organizationId}/shares")]
    Task<HttpResponseMessage> OrganizationSharesListResponseAsync(
        string organizationId, string? status, string? kind, [AliasAs("target_type")] string? targetType,
        [AliasAs("resource_types"), Query(CollectionFormat.Multi)] IReadOnlyCollection<string> resourceTypes, string? order, string? direction,
        long? page, [AliasAs("per_page")] int? perPage, CancellationToken cancellationToken);

    /// <summary>Returns one share.</summary>
    [Get("/accounts/{accountId}/shares/{shareId}")]
    Task<CloudflareShare> SharesGetByIdAsync(
        string accountId, string shareId, [AliasAs("include_resources")] bool? includeResources = null,
        [AliasAs("include_recipient_counts")] bool? includeRecipientCounts = null, CancellationToken cancellationToken = default);

    /// <summary>Renames a share; returns it with its new status.</summary>
    [Put("/accounts/{accountId}/shares/{shareId}")]
    Task<CloudflareShare> ShareUpdateAsync(string accountId, string shareId, [Body] JsonBody share, CancellationToken cancellationToken = default);

    /// <summary>Starts to delete a share; returns it with its new status.</summary>
    [Delete("/accounts/{accountId}/shares/{shareId}")]
    Task<CloudflareShare> ShareDeleteAsync(string accountId, string shareId, CancellationToken cancellationToken = default);

    /// <summary>Adds a recipient.</summary>
    [Post("/accounts/{accountId}/shares/{shareId}/recipients")]
    Task<CloudflareShareRecipient> ShareRecipientCreateAsync(
        string accountId, string shareId, [Body] JsonBody recipient, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of a share's recipients.</summary>
    [Get("/accounts/{accountId}/shares/{shareId}/recipients")]
    Task<HttpResponseMessage> ShareRecipientsListResponseAsync(
        string accountId, string shareId, [AliasAs("include_resources")] bool? includeResources, long? page, [AliasAs("per_page")] int? perPage,
        CancellationToken cancellationToken);

    /// <summary>Makes the recipients match a list. The server returns nothing.</summary>
    [Put("/accounts/{accountId}/shares/{shareId}/recipients"), Headers(OperationHeaders.AcceptText)]
    Task<HttpResponseMessage> ShareRecipientsUpdateResponseAsync(
        string accountId, string shareId, [Body] JsonBody recipients, CancellationToken cancellationToken);

    /// <summary>Returns one recipient.</summary>
    [Get("/accounts/{accountId}/shares/{shareId}/recipients/{recipientId}")]
    Task<CloudflareShareRecipient> ShareRecipientsGetByIdAsync(
        string accountId, string shareId, string recipientId, [AliasAs("include_resources")] bool? includeResources = null,
        CancellationToken cancellationToken = default);

    /// <summary>Starts to remove a recipient; returns it with its new status.</summary>
    [Delete("/accounts/{accountId}/shares/{shareId}/recipients/{recipientId}")]
    Task<CloudflareShareRecipient> ShareRecipientDeleteAsync(
        string accountId, string shareId, string recipientId, CancellationToken cancellationToken = default);

    /// <summary>Excludes an account from a share that targets its organization.</summary>
    [Post("/accounts/{accountId}/shares/{shareId}/excluded-recipients")]
    Task<CloudflareShareExcludedRecipient> ShareExcludedRecipientCreateAsync(
        string accountId, string shareId, [Body] JsonBody excludedRecipient, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of the accounts that are excluded from a share.</summary>
    [Get("/accounts/{accountId}/shares/{shareId}/excluded-recipients")]
    Task<HttpResponseMessage> ShareExcludedRecipientsListResponseAsync(
        string accountId, string shareId, long? page, [AliasAs("per_page")] int? perPage, CancellationToken cancellationToken);

    /// <summary>Makes the excluded accounts match a list. The server returns nothing.</summary>
    [Put("/accounts/{accountId}/shares/{shareId}/excluded-recipients"), Headers(OperationHeaders.AcceptText)]
    Task<HttpResponseMessage> ShareExcludedRecipientsUpdateResponseAsync(
        string accountId, string shareId, [Body] JsonBody excludedRecipients, CancellationToken cancellationToken);

    /// <summary>Returns one excluded account.</summary>
    [Get("/accounts/{accountId}/shares/{shareId}/excluded-recipients/{excludedRecipientId}")]
    Task<CloudflareShareExcludedRecipient> ShareExcludedRecipientsGetByIdAsync(
        string accountId, string shareId, string excludedRecipientId, CancellationToken cancellationToken = default);

    /// <summary>Ends the exclusion of an account, which later receives the share again; returns the exclusion.</summary>
    [Delete("/accounts/{accountId}/shares/{shareId}/excluded-recipients/{excludedRecipientId}")]
    Task<CloudflareShareExcludedRecipient> ShareExcludedRecipientDeleteAsync(
        string accountId, string shareId, string excludedRecipientId, CancellationToken cancellationToken = default);

    /// <summary>Adds a resource.</summary>
    [Post("/accounts/{accountId}/shares/{shareId}/resources")]
    Task<CloudflareShareResource> ShareResourceCreateAsync(
        string accountId, string shareId, [Body] JsonBody resource, CancellationToken cancellationToken = default);

    /// <summary>Returns a page of what a share shares.</summary>
    [Get("/accounts/{accountId}/shares/{shareId}/resources")]
    Task<HttpResponseMessage> ShareResourcesListResponseAsync(
        string accountId, string shareId, string? status, [AliasAs("resource_type")] string? resourceType, long? page,
        [AliasAs("per_page")] int? perPage, CancellationToken cancellationToken);

    /// <summary>Returns one resource.</summary>
    [Get("/accounts/{accountId}/shares/{shareId}/resources/{shareResourceId}")]
    Task<CloudflareShareResource> ShareResourcesGetByIdAsync(
        string accountId, string shareId, string shareResourceId, CancellationToken cancellationToken = default);

    /// <summary>Replaces the free data of a resource; returns it with its new status.</summary>
    [Put("/accounts/{accountId}/shares/{shareId}/resources/{shareResourceId}")]
    Task<CloudflareShareResource> ShareResourceUpdateAsync(
        string accountId, string shareId, string shareResourceId, [Body] JsonBody resource, CancellationToken cancellationToken = default);

    /// <summary>Starts to remove a resource; returns it with its new status.</summary>
    [Delete("/accounts/{accountId}/shares/{shareId}/resources/{shareResourceId}")]
    Task<CloudflareShareResource> ShareResourceDeleteAsync(
        string accountId, string shareId, string shareResourceId, CancellationToken cancellationToken = default);
}
