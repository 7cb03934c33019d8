using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>A share: resources of one account that recipients get to use (<c>resource-sharing_share_object</c>).</summary>
public sealed class CloudflareShare : CloudflareResource
{
    private readonly string? _pathAccountId;

    /// <summary>Wraps a share as the server sent it.</summary>
    public CloudflareShare(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID.</summary>
    public string? Id => GetString("id");

    /// <summary>The name.</summary>
    public string? Name => GetString("name");

    /// <summary>The ID of the account that shares.</summary>
    public string? AccountId => GetString("account_id");

    /// <summary>The name of the account that shares.</summary>
    public string? AccountName => GetString("account_name");

    /// <summary>
    /// The account in whose path to request this share and what belongs to it: the one it was requested with, which for a
    /// received share is not <see cref="AccountId"/>. Not part of the JSON.
    /// </summary>
    public string? PathAccountId
    {
        get => _pathAccountId ?? AccountId;
        internal init => _pathAccountId = value;
    }

    /// <summary>The ID of the organization.</summary>
    public string? OrganizationId => GetString("organization_id");

    /// <summary>active, deleting, deleted, or a value newer than this client.</summary>
    public string? Status => GetString("status");

    /// <summary>account or organization.</summary>
    public string? TargetType => GetString("target_type");

    /// <summary>sent or received, where the server says so.</summary>
    public string? Kind => GetString("kind");

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created => GetDateTime("created");

    /// <summary>The days since it was created.</summary>
    public double? Age => DaysSince(Created);

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Modified => GetDateTime("modified");

    /// <summary>How many recipients have it; comes with <c>include_recipient_counts</c>.</summary>
    public long? AssociatedRecipientCount => GetInt64("associated_recipient_count");

    /// <summary>How many recipients are about to have it; comes with <c>include_recipient_counts</c>.</summary>
    public long? AssociatingRecipientCount => GetInt64("associating_recipient_count");

    /// <summary>How many recipients no longer have it; comes with <c>include_recipient_counts</c>.</summary>
    public long? DisassociatedRecipientCount => GetInt64("disassociated_recipient_count");

    /// <summary>How many recipients are about to lose it; comes with <c>include_recipient_counts</c>.</summary>
    public long? DisassociatingRecipientCount => GetInt64("disassociating_recipient_count");

    /// <summary>What is shared; comes with <c>include_resources</c>, otherwise empty.</summary>
    public IReadOnlyList<CloudflareShareResource> Resources =>
        GetArray("resources", json => new CloudflareShareResource(json) { AccountId = PathAccountId, ShareId = Id });

    /// <summary>The name, or the ID of a share without one.</summary>
    public override string ToString() => Name is { Length: > 0 } name ? name : Id ?? string.Empty;
}
