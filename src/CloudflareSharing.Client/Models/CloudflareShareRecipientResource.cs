using RestCore.Json;

namespace CloudflareSharing.Client;

/// <summary>The state of one shared resource at one recipient (<c>resource-sharing_share_recipient_resource_object</c>).</summary>
public sealed class CloudflareShareRecipientResource : CloudflareResource
{
    /// <summary>Wraps it as the server sent it.</summary>
    public CloudflareShareRecipientResource(JsonValue json)
        : base(json)
    {
    }

    /// <summary>The account in whose path the recipient was requested. Not part of the JSON.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The share. Not part of the JSON.</summary>
    public string? ShareId { get; internal init; }

    /// <summary>The recipient. Not part of the JSON.</summary>
    public string? RecipientId { get; internal init; }

    /// <summary>The ID of the shared thing.</summary>
    public string? ResourceId => GetString("resource_id");

    /// <summary>Which version of it the recipient has or fails to get.</summary>
    public long? ResourceVersion => GetInt64("resource_version");

    /// <summary>What went wrong, such as a missing entitlement; empty when nothing did.</summary>
    public string? Error => GetString("error");

    /// <summary>Whether the error stays: the server will not try again by itself.</summary>
    public bool? IsTerminal => GetBoolean("terminal");

    /// <summary>The resource, and its error if it has one.</summary>
    public override string ToString() => Error is { Length: > 0 } error ? $"{ResourceId}: {error}" : ResourceId ?? string.Empty;
}
