using System;
using System.Text.Json;

namespace CloudflareSharing.Client;

/// <summary>
/// Somebody to share with: an account or a whole organization (<c>resource-sharing_create_share_recipient_request</c>).
/// The deprecated <c>account_id</c> is never sent.
/// </summary>
public sealed class ShareRecipientRequest
{
    /// <summary>The account, up to 32 characters.</summary>
    public string? RecipientAccountId { get; init; }

    /// <summary>The organization, up to 32 characters.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>An account.</summary>
    public static ShareRecipientRequest Account(string recipientAccountId) => new() { RecipientAccountId = recipientAccountId };

    /// <summary>An organization.</summary>
    public static ShareRecipientRequest Organization(string organizationId) => new() { OrganizationId = organizationId };

    /// <summary>Checks what the server would refuse anyway.</summary>
    /// <exception cref="ArgumentException">An id is empty or too long, or there is none.</exception>
    internal void Check(string parameterName)
    {
        if (RecipientAccountId is null && OrganizationId is null)
            throw new ArgumentException("A recipient is an account or an organization; neither is given.", parameterName);
        CloudflareId.CheckIfGiven(RecipientAccountId, nameof(RecipientAccountId));
        CloudflareId.CheckIfGiven(OrganizationId, nameof(OrganizationId));
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
