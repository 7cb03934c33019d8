using System.Net;
using System.Text.Json;
using RestCore;
using RestCore.Http;
using RestCore.Json;

namespace CloudflareSharing.Client;

/// <content>The operations on a share's recipients.</content>
public sealed partial class ResourceSharingApi
{
    /// <summary><c>share-recipient-create</c>, POST /accounts/{account_id}/shares/{share_id}/recipients: adds a recipient.</summary>
    public Task<CloudflareShareRecipient> ShareRecipientCreateAsync(
        string accountId, string shareId, ShareRecipientRequest recipient, CancellationToken cancellationToken = default)
    {
        (recipient ?? throw new ArgumentNullException(nameof(recipient))).Check(nameof(recipient));
        var request = Post("share-recipient-create", Recipients(accountId, shareId), recipient.WriteTo);
        return SingleAsync(request, id: null, RecipientUnder(accountId, shareId), cancellationToken);
    }

    /// <summary><c>share-recipients-list</c>, GET /accounts/{account_id}/shares/{share_id}/recipients: a share's recipients.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="shareId">The share.</param>
    /// <param name="includeResources">Whether <see cref="CloudflareShareRecipient.Resources"/> come along.</param>
    /// <param name="page">The page to start with, instead of the first; the list goes on from there to the end.</param>
    /// <param name="perPage">How many the server sends at a time, up to 100; no limit to the list.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public IAsyncEnumerable<CloudflareShareRecipient> ShareRecipientsListAsync(
        string accountId,
        string shareId,
        bool? includeResources = null,
        int? page = null,
        int? perPage = null,
        CancellationToken cancellationToken = default)
    {
        Recipients(accountId, shareId);
        return List(
            "share-recipients-list",
            current => Recipients(accountId, shareId).Query("include_resources", includeResources).Page(current, perPage),
            page,
            perPage,
            RecipientUnder(accountId, shareId),
            cancellationToken);
    }

    /// <summary>
    /// <c>share-recipients-update</c>, PUT /accounts/{account_id}/shares/{share_id}/recipients: makes the recipients match the
    /// list; who is not in it is removed. An error for a share that targets an organization. The server returns nothing.
    /// </summary>
    public async Task ShareRecipientsUpdateAsync(
        string accountId, string shareId, IReadOnlyCollection<ShareRecipientRequest> recipients, CancellationToken cancellationToken = default)
    {
        CheckRecipients(recipients);
        var request = Put("share-recipients-update", Recipients(accountId, shareId), writer => WriteRecipients(writer, recipients));
        var answer = await _rest.GetTextAnswerAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.NoContent)
            return; // As documented. What other success there may be is an envelope.

        try
        {
            using var document = JsonDocument.Parse(answer.Text);
            Envelope.CheckSuccess(_rest, request, document.RootElement);
        }
        catch (JsonException e)
        {
            throw _rest.Malformed(request, answer.Text.Length == 0 ? "status 204 was expected" : $"this is not JSON: '{ShortLine.Of(answer.Text)}'", e);
        }
    }

    /// <summary><c>share-recipients-get-by-id</c>, GET /accounts/{account_id}/shares/{share_id}/recipients/{recipient_id}: one recipient.</summary>
    public Task<CloudflareShareRecipient> ShareRecipientsGetByIdAsync(
        string accountId, string shareId, string recipientId, bool? includeResources = null, CancellationToken cancellationToken = default)
    {
        var path = Recipient(accountId, shareId, recipientId).Query("include_resources", includeResources);
        return SingleAsync(Get("share-recipients-get-by-id", path), recipientId, RecipientUnder(accountId, shareId), cancellationToken);
    }

    /// <summary>
    /// <c>share-recipient-delete</c>, DELETE /accounts/{account_id}/shares/{share_id}/recipients/{recipient_id}: starts to
    /// remove a recipient; returns it with its new status.
    /// </summary>
    public Task<CloudflareShareRecipient> ShareRecipientDeleteAsync(
        string accountId, string shareId, string recipientId, CancellationToken cancellationToken = default) =>
        SingleAsync(
            Delete("share-recipient-delete", Recipient(accountId, shareId, recipientId)), recipientId, RecipientUnder(accountId, shareId), cancellationToken);

    private static PathBuilder Recipients(string accountId, string shareId) => Share(accountId, shareId).Path("recipients");

    private static PathBuilder Recipient(string accountId, string shareId, string recipientId) =>
        Recipients(accountId, shareId).Segment(CloudflareId.CheckSegment(recipientId, nameof(recipientId)));

    private static Func<JsonValue, CloudflareShareRecipient> RecipientUnder(string accountId, string shareId) =>
        json => new CloudflareShareRecipient(json) { AccountId = accountId, ShareId = shareId };

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
}
