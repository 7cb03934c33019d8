using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>A thing that a share shares (<c>resource-sharing_share_resource_object</c>).</summary>
public sealed class CloudflareShareResource : CloudflareResource
{
    /// <summary>Wraps a share's resource as the server sent it.</summary>
    public CloudflareShareResource(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The ID of this entry of the share; not that of the shared thing.</summary>
    public string? Id => GetString("id");

    /// <summary>The account in whose path the resource was requested. Not part of the JSON.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The share. Not part of the JSON.</summary>
    public string? ShareId { get; internal init; }

    /// <summary>The ID of the shared thing.</summary>
    public string? ResourceId => GetString("resource_id");

    /// <summary>What it is, such as <c>gateway-policy</c>, or a type newer than this client.</summary>
    public string? ResourceType => GetString("resource_type");

    /// <summary>The account that the shared thing belongs to.</summary>
    public string? ResourceAccountId => GetString("resource_account_id");

    /// <summary>Counts the changes of the shared thing.</summary>
    public long? ResourceVersion => GetInt64("resource_version");

    /// <summary>Free data about it: an ordered dictionary, or <see langword="null"/>.</summary>
    public object? Meta => JsonPlainValue.From(Member("meta"));

    /// <summary>active, deleting, deleted, or a value newer than this client.</summary>
    public string? Status => GetString("status");

    /// <summary>When it was added to the share.</summary>
    public DateTimeOffset? Created => GetDateTime("created");

    /// <summary>The days since it was created.</summary>
    public double? Age => DaysSince(Created);

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? Modified => GetDateTime("modified");

    /// <summary>Type and ID of the shared thing.</summary>
    public override string ToString() => $"{ResourceType} {ResourceId}".Trim();
}
