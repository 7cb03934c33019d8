using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>An account that a share is meant for (<c>resource-sharing_share_recipient_object</c>).</summary>
public sealed class CloudflareShareRecipient : CloudflareResource
{
    /// <summary>Wraps a recipient as the server sent it.</summary>
    public CloudflareShareRecipient(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID of this recipient; not that of its account.</summary>
    public string? Id => GetString("id");

    /// <summary>The account in whose path the recipient was requested. Not part of the JSON, where <c>account_id</c> is <see cref="RecipientAccountId"/>.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The share. Not part of the JSON.</summary>
    public string? ShareId { get; internal init; }

    /// <summary>The account that receives the share: <c>account_id</c> in the JSON.</summary>
    public string? RecipientAccountId => GetString("account_id");

    /// <summary>associating, associated, disassociating, disassociated, or a value newer than this client.</summary>
    public string? AssociationStatus => GetString("association_status");

    /// <summary>The same as <see cref="AssociationStatus"/>, by the name that it has in shares and resources.</summary>
    public string? Status => AssociationStatus;

    /// <summary>When it was added.</summary>
    public DateTimeOffset? Created => GetDateTime("created");

    /// <summary>The days since it was created.</summary>
    public double? Age => DaysSince(Created);

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? Modified => GetDateTime("modified");

    /// <summary>The state of each resource at this recipient; comes with <c>include_resources</c>, otherwise empty.</summary>
    public IReadOnlyList<CloudflareShareRecipientResource> Resources => GetArray(
        "resources", json => new CloudflareShareRecipientResource(json) { AccountId = AccountId, ShareId = ShareId, RecipientId = Id });

    /// <summary>The recipient's account.</summary>
    public override string ToString() => RecipientAccountId ?? Id ?? string.Empty;
}
