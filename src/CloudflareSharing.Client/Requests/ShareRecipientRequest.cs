using System.Text.Json;

namespace CloudflareSharing.Client;

/// <summary>
/// An account, an organization or the whole organization to share with (<c>resource-sharing_create_share_recipient_request</c>).
/// The deprecated <c>account_id</c> is never sent.
/// </summary>
public sealed class ShareRecipientRequest
{
    private bool _isWholeOrganization;

    /// <summary>The account.</summary>
    public string? RecipientAccountId { get; init; }

    /// <summary>The organization.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>
    /// The whole organization of the account that shares. It is sent as an object without an ID, so it has to be requested by
    /// this name: a request whose ID was forgotten is refused.
    /// </summary>
    public static ShareRecipientRequest WholeOrganization { get; } = new() { _isWholeOrganization = true };

    /// <summary>An account.</summary>
    public static ShareRecipientRequest Account(string recipientAccountId) => new() { RecipientAccountId = recipientAccountId };

    /// <summary>An organization.</summary>
    public static ShareRecipientRequest Organization(string organizationId) => new() { OrganizationId = organizationId };

    /// <summary>Checks that it is one of the three.</summary>
    /// <exception cref="ArgumentException">An ID is empty, or there is none, or there are two.</exception>
    internal void Check(string parameterName)
    {
        if (_isWholeOrganization)
            return;
        if (RecipientAccountId is null == OrganizationId is null)
            throw new ArgumentException("A recipient is either an account or an organization.", parameterName);
        if (RecipientAccountId is not null)
            CloudflareId.CheckNotEmpty(RecipientAccountId, nameof(RecipientAccountId));
        else
            CloudflareId.CheckNotEmpty(OrganizationId, nameof(OrganizationId));
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (RecipientAccountId is not null)
            writer.WriteString("recipient_account_id", RecipientAccountId);
        if (OrganizationId is not null)
            writer.WriteString("organization_id", OrganizationId);
        writer.WriteEndObject();
    }
}
